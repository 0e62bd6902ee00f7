import { act, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNowSource } from '../../../../src-renderer/ui/now.ts'
import { RelativeTime } from '../../../../src-renderer/ui/relative-time.tsx'
import { UiProvider } from '../../../../src-renderer/ui/ui-provider.tsx'

const startMs = Date.UTC(2024, 5, 14, 12, 0, 0)
let nowMs = startMs

beforeEach(() => {
  vi.useFakeTimers()
  nowMs = startMs
})
afterEach(() => {
  vi.useRealTimers()
})

const readNow = () => nowMs

function paint() {
  return render(
    <UiProvider locale="en-GB" platform="linux" nowMs={readNow}>
      <RelativeTime atMs={startMs} />
      <RelativeTime atMs={startMs} variant="long" />
    </UiProvider>
  )
}

function pass(ms: number) {
  nowMs += ms
  act(() => vi.advanceTimersByTime(ms))
}

test('the age keeps up with the clock, by one timer for all', () => {
  const { container, unmount } = paint()
  expect(container.textContent).toContain('nownow')
  pass(70_000)
  expect(container.textContent).toContain('1m1 minute ago')
  expect(vi.getTimerCount()).toBe(1)
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

test('a clock that nobody watched for hours tells the true time at once', () => {
  const source = createNowSource(readNow)
  source.subscribe(() => undefined)()
  nowMs += 3 * 3_600_000
  expect(source.readMs()).toBe(nowMs)
})

test('hovering tells day, time and zone', () => {
  const { container } = paint()
  const time = container.querySelector('time') as HTMLTimeElement
  expect(time.dateTime).toBe('2024-06-14T12:00:00.000Z')
  fireEvent.mouseEnter(time)
  expect(time.title).toContain('14 June 2024')
})
