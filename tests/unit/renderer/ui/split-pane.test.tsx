import { fireEvent } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { SplitPane } from '../../../../src-renderer/ui/split-pane.tsx'
import { renderUi } from './render-ui.tsx'

function Panes({ side = 'start', onWidth }: { side?: 'start' | 'end'; onWidth: (width: number) => void }) {
  const [width, setWidth] = useState(300)
  return (
    <SplitPane
      label="Width of the chat list"
      side={side}
      width={width}
      minWidth={200}
      maxWidth={400}
      onWidthChange={(next) => {
        onWidth(next)
        setWidth(next)
      }}
      pane="list"
    >
      detail
    </SplitPane>
  )
}

test('the keyboard sets the width within its limits, and each change is reported once', async () => {
  const onWidth = vi.fn<(width: number) => void>()
  const { person, getByRole } = renderUi(<Panes onWidth={onWidth} />)
  const handle = getByRole('separator', { name: 'Width of the chat list' })
  await person.tab()
  expect(document.activeElement).toBe(handle)
  await person.keyboard('{ArrowRight}')
  expect(handle.getAttribute('aria-valuenow')).toBe('316')
  await person.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
  expect(handle.getAttribute('aria-valuenow')).toBe('400')
  await person.keyboard('{Home}{End}{End}{ArrowLeft}')
  expect(onWidth.mock.calls.flat()).toEqual([316, 380, 400, 200, 400, 384])
})

test.each([
  ['a pane at the end', 'end', 'en-GB'],
  ['a right-to-left language', 'start', 'ar']
] as const)('%s grows towards the left', async (_, side, locale) => {
  const onWidth = vi.fn<(width: number) => void>()
  const { person } = renderUi(<Panes side={side} onWidth={onWidth} />, locale)
  await person.tab()
  await person.keyboard('{ArrowLeft}')
  expect(onWidth.mock.calls).toEqual([[316]])
})

test('a drag shows every width and reports the last one', () => {
  const onWidth = vi.fn<(width: number) => void>()
  const { getByRole } = renderUi(<Panes onWidth={onWidth} />)
  const handle = getByRole('separator')
  fireEvent.pointerDown(handle, { button: 0, clientX: 300, pointerId: 1 })
  fireEvent.pointerMove(handle, { clientX: 330, pointerId: 1 })
  expect(handle.getAttribute('aria-valuenow')).toBe('330')
  expect(onWidth).not.toHaveBeenCalled()
  fireEvent.pointerMove(handle, { clientX: 900, pointerId: 1 })
  fireEvent.pointerUp(handle, { pointerId: 1 })
  expect(onWidth.mock.calls).toEqual([[400]])
})
