import { fireEvent } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ContextMenu } from '../../../../src-renderer/ui/context-menu.tsx'
import { MenuButton } from '../../../../src-renderer/ui/menu-button.tsx'
import type { MenuEntries } from '../../../../src-renderer/ui/menu-entry.ts'
import { renderUi } from './render-ui.tsx'

function entries(onAction: (id: string) => void): MenuEntries {
  return [
    { id: 'take', label: 'Take over', shortcut: 'Mod+T', onAction: () => onAction('take') },
    {
      id: 'pass',
      label: 'Transfer',
      isDisabled: true,
      hint: 'Nobody is online',
      onAction: () => onAction('pass')
    },
    {
      id: 'order',
      heading: 'Order',
      choice: 'single',
      entries: [
        { id: 'newest', label: 'Newest first', isChecked: true, onAction: () => onAction('newest') },
        { id: 'oldest', label: 'Oldest first', isChecked: false, onAction: () => onAction('oldest') }
      ]
    }
  ]
}

test('the keyboard opens, skips what is disabled, acts, and the focus returns', async () => {
  const onAction = vi.fn()
  const { person, getByRole, findByRole, queryByRole } = renderUi(<MenuButton entries={entries(onAction)} />)
  await person.tab()
  await person.keyboard('{Enter}')
  await findByRole('menu')
  const keys = getByRole('menuitem', { name: 'Take over' }).getAttribute('aria-describedby')
  expect(document.getElementById(keys ?? '')?.innerHTML).toMatch(/"Ctrl".*"T"/)
  expect(getByRole('menuitemradio', { name: 'Newest first' }).getAttribute('aria-checked')).toBe('true')
  await expect.poll(() => document.activeElement?.textContent).toContain('Take over')
  await person.keyboard('{ArrowDown}')
  expect(document.activeElement?.textContent).toContain('Newest first')
  await person.keyboard('{ArrowDown}{Enter}')
  expect(onAction.mock.calls).toEqual([['oldest']])
  await expect.poll(() => queryByRole('menu')).toBeNull()
  await expect.poll(() => document.activeElement).toBe(getByRole('button', { name: 'More actions' }))
})

test('a context menu asks for its entries by the element under the pointer', async () => {
  const onAction = vi.fn()
  const seen: string[] = []
  const { person, getByText, findByRole, queryByRole } = renderUi(
    <ContextMenu
      label="Chat"
      entriesFor={(target) => {
        seen.push(target.textContent ?? '')
        return entries(onAction)
      }}
    >
      <p>Amal</p>
      <input aria-label="Name" />
    </ContextMenu>
  )
  expect(fireEvent.contextMenu(getByText('Amal'), { clientX: 10, clientY: 10 })).toBe(false)
  expect(seen).toEqual(['Amal'])
  await person.click(await findByRole('menuitem', { name: 'Take over' }))
  expect(onAction.mock.calls).toEqual([['take']])
  await expect.poll(() => queryByRole('menu')).toBeNull()
})

test('a context menu takes the focus, Escape closes it and the focus returns', async () => {
  const { person, getByRole, findByRole, queryByRole } = renderUi(
    <ContextMenu label="Chat" entriesFor={() => entries(() => undefined)}>
      <button type="button">Amal</button>
    </ContextMenu>
  )
  await person.tab()
  // the menu key and Shift+F10: the browser sends the event without a place
  fireEvent.contextMenu(getByRole('button', { name: 'Amal' }))
  const menu = await findByRole('menu', { name: 'Chat' })
  await expect.poll(() => menu.contains(document.activeElement)).toBe(true)
  await person.keyboard('{Escape}')
  await expect.poll(() => queryByRole('menu')).toBeNull()
  await expect.poll(() => document.activeElement?.textContent).toBe('Amal')
})

test('text fields keep the native context menu, and no entries mean no menu', () => {
  const { getByRole, getByText, queryByRole } = renderUi(
    <ContextMenu label="Chat" entriesFor={() => []}>
      <p>Amal</p>
      <input aria-label="Name" />
    </ContextMenu>
  )
  expect(fireEvent.contextMenu(getByRole('textbox'))).toBe(true)
  expect(fireEvent.contextMenu(getByText('Amal'))).toBe(true)
  expect(queryByRole('menu')).toBeNull()
})
