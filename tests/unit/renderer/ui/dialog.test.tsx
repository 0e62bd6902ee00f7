import { useState } from 'react'
import { expect, test } from 'vitest'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { ConfirmDialog } from '../../../../src-renderer/ui/confirm-dialog.tsx'
import { Dialog } from '../../../../src-renderer/ui/dialog.tsx'
import { renderUi } from './render-ui.tsx'

function Removal({ tone }: { tone: 'default' | 'danger' }) {
  const [isOpen, setOpen] = useState(false)
  const [answer, setAnswer] = useState('none')
  const close = (given: string) => {
    setAnswer(given)
    setOpen(false)
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>Remove</Button>
      <output>{answer}</output>
      <ConfirmDialog
        title="Remove the category?"
        confirmLabel="Remove 12 responses"
        tone={tone}
        isOpen={isOpen}
        onConfirm={() => close('confirmed')}
        onCancel={() => close('cancelled')}
      >
        This cannot be undone.
      </ConfirmDialog>
    </>
  )
}

test('Escape cancels a question and the focus returns to the button that asked', async () => {
  const { person, getByRole, queryByRole, findByRole } = renderUi(<Removal tone="danger" />)
  const button = getByRole('button', { name: 'Remove' })
  await person.tab()
  await person.keyboard('{Enter}')
  const dialog = await findByRole('alertdialog', { name: 'Remove the category?' })
  expect(dialog.getAttribute('aria-describedby')).toBeTruthy()
  await person.keyboard('{Escape}')
  await expect.poll(() => queryByRole('alertdialog')).toBeNull()
  expect(getByRole('status').textContent).toBe('cancelled')
  await expect.poll(() => document.activeElement).toBe(button)
})

test('what destroys has the focus on Cancel, everything else on the act', async () => {
  const danger = renderUi(<Removal tone="danger" />)
  await danger.person.tab()
  await danger.person.keyboard('{Enter}')
  const cancel = await danger.findByRole('button', { name: 'Cancel' })
  await expect.poll(() => document.activeElement).toBe(cancel)
  danger.unmount()

  const harmless = renderUi(<Removal tone="default" />)
  await harmless.person.tab()
  await harmless.person.keyboard('{Enter}')
  const act = await harmless.findByRole('button', { name: 'Remove 12 responses' })
  await expect.poll(() => document.activeElement).toBe(act)
  await harmless.person.keyboard('{Enter}')
  expect(harmless.getByRole('status').textContent).toBe('confirmed')
})

test('a dialog is named by its title and closes by its button', async () => {
  let closed = 0
  const { person, findByRole } = renderUi(
    <Dialog title="Reject request" isOpen onClose={() => (closed += 1)}>
      Why?
    </Dialog>
  )
  await findByRole('dialog', { name: 'Reject request' })
  await person.click(await findByRole('button', { name: 'Close' }))
  expect(closed).toBe(1)
})
