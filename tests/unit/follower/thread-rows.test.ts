import { expect, test } from 'vitest'
import type { FollowerMessage } from '#shared/contract/wire.ts'
import type { ChatState } from '../../../src-follower/chat/state.ts'
import { dayLabel, dayOf } from '../../../src-follower/page/day.ts'
import { type MessageRow, threadRows } from '../../../src-follower/page/thread-rows.ts'

const NOON_MS = new Date(2026, 4, 4, 12).getTime()
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

function aMessage(position: number, changes: Partial<FollowerMessage> = {}): FollowerMessage {
  return {
    id: `m${position}` as FollowerMessage['id'],
    position,
    direction: 'in',
    agentName: null,
    text: `text ${position}`,
    attachments: [],
    engagement: null,
    sentAtMs: NOON_MS + position * 1000,
    ...changes
  }
}

function aState(messages: FollowerMessage[], unsent: ChatState['unsent'] = []): ChatState {
  return {
    ready: true,
    reachable: true,
    channel: null,
    name: 'Amal',
    messages,
    unsent,
    uploads: {},
    fileLimits: null,
    agentTyping: null
  }
}

function runs(state: ChatState): string[] {
  return threadRows(state)
    .filter((row): row is MessageRow => row.kind === 'message')
    .map((row) => `${row.text}${row.first ? ' first' : ''}${row.last ? ' last' : ''}`)
}

test('a run is of one person, within some minutes, in one state', () => {
  const mia = { direction: 'out', agentName: 'Mia' } as const
  const later = NOON_MS + 30 * MINUTE_MS
  const state = aState(
    [
      aMessage(1),
      aMessage(2),
      aMessage(3, mia),
      aMessage(4, { direction: 'out', agentName: 'Tom' }),
      aMessage(5, { sentAtMs: later }),
      aMessage(6, { sentAtMs: later + 5 * MINUTE_MS })
    ],
    [{ id: 'u', text: 'unsent', files: [], writtenAtMs: later + 6 * MINUTE_MS, refused: null }]
  )
  expect(runs(state)).toEqual([
    'text 1 first',
    'text 2 last',
    'text 3 first last',
    'text 4 first last',
    'text 5 first last',
    'text 6 first last',
    'unsent first last'
  ])
})

test('each day is named once, above its first message', () => {
  const rows = threadRows(aState([aMessage(1, { sentAtMs: NOON_MS - DAY_MS }), aMessage(2), aMessage(3)]))
  expect(rows.map((row) => row.kind)).toEqual(['day', 'message', 'day', 'message', 'message'])
})

test('a device whose clock runs behind does not put its message before the answers', () => {
  const unsent = [{ id: 'u', text: 'unsent', files: [], writtenAtMs: NOON_MS - 2 * DAY_MS, refused: null }]
  expect(threadRows(aState([aMessage(1)], unsent)).filter((row) => row.kind === 'day')).toHaveLength(1)
})

test('days have the names that people give them', () => {
  const today = dayOf(NOON_MS)
  expect(dayLabel(today, NOON_MS)).toBe('Today')
  expect(dayLabel(dayOf(NOON_MS - DAY_MS), NOON_MS)).toBe('Yesterday')
  expect(dayLabel(dayOf(NOON_MS - 2 * DAY_MS), NOON_MS)).toMatch(/2/)
  expect(dayLabel(dayOf(NOON_MS - 400 * DAY_MS), NOON_MS)).toMatch(/2025/)
})

test('yesterday is yesterday on the days when the clocks change', () => {
  for (let day = 0; day < 370; day++) {
    const noon = new Date(2026, 0, 1 + day, 12).getTime()
    expect(dayLabel(dayOf(new Date(2026, 0, day, 12).getTime()), noon)).toBe('Yesterday')
  }
})
