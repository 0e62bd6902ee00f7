import { act, fireEvent } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { useToasts } from '../../../../src-renderer/ui/toast.tsx'
import type { ToastRequest } from '../../../../src-renderer/ui/toast-request.ts'
import { renderUi } from './render-ui.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function Shower({ toast }: { toast: ToastRequest }) {
  const toasts = useToasts()
  return <Button onPress={() => toasts.show(toast)}>Show</Button>
}

function show(toast: ToastRequest) {
  const screen = renderUi(<Shower toast={toast} />)
  const button = screen.getByRole('button', { name: 'Show' })
  act(() => button.focus())
  act(() => button.click())
  return { ...screen, button }
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

test('a toast appears in the polite region and goes after five seconds', () => {
  const { getByText, queryByText } = show({ text: 'Saved' })
  expect(getByText('Saved').closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite')
  pass(4_999)
  expect(queryByText('Saved')).not.toBeNull()
  pass(1)
  expect(queryByText('Saved')).toBeNull()
})

test('with an action it stays ten seconds, and does not go while the pointer is on it', () => {
  const { getByText, queryByText } = show({
    text: 'Rejected',
    action: { label: 'Undo', onAction: () => undefined }
  })
  pass(9_000)
  fireEvent.mouseEnter(getByText('Rejected').closest('li') as HTMLElement)
  pass(60_000)
  expect(queryByText('Rejected')).not.toBeNull()
  fireEvent.mouseLeave(getByText('Rejected').closest('li') as HTMLElement)
  pass(10_000)
  expect(queryByText('Rejected')).toBeNull()
})

test('the action runs once, the toast goes and the focus returns to where it was', () => {
  const onAction = vi.fn()
  const { getByRole, queryByText, button } = show({ text: 'Rejected', action: { label: 'Undo', onAction } })
  const undo = getByRole('button', { name: 'Undo' })
  act(() => undo.focus())
  act(() => undo.click())
  expect(onAction).toHaveBeenCalledTimes(1)
  expect(queryByText('Rejected')).toBeNull()
  expect(document.activeElement).toBe(button)
})

test('Escape on a toast dismisses it without acting', () => {
  const onAction = vi.fn()
  const { getByRole, queryByText, button } = show({ text: 'Rejected', action: { label: 'Undo', onAction } })
  const undo = getByRole('button', { name: 'Undo' })
  act(() => undo.focus())
  fireEvent.keyDown(undo, { key: 'Escape' })
  expect(queryByText('Rejected')).toBeNull()
  expect(onAction).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(button)
})

test('at most three stand at once, the newest ones', () => {
  const { button, getAllByText } = show({ text: 'Saved' })
  for (let round = 0; round < 4; round += 1) act(() => button.click())
  expect(getAllByText('Saved')).toHaveLength(3)
})
