import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConversationId, FollowerId } from '#shared/base/ids.ts'
import type { InboxPage, InboxRow } from '#shared/features/conversation/views.ts'
import {
  compareKeys,
  type InboxRows,
  NO_ROWS,
  replaceRange
} from '../../../../src-renderer/features/conversation/inbox/inbox-rows.ts'

const row = (id: string, lastActivityMs: number): InboxRow => ({
  conversationId: ConversationId.parse(id),
  followerId: FollowerId.parse(`follower-${id}`),
  followerName: id,
  channelName: 'Shop',
  channelColor: 0,
  status: 'active',
  owner: null,
  pendingAct: null,
  lastMessage: null,
  lastActivityMs,
  unread: 0,
  hasDraft: false,
  needsAttention: false
})

/** What main answers: the rows after a key, in order, `limit` of them. */
function pageOf(all: readonly InboxRow[], after: InboxPage['next'], limit: number): InboxPage {
  const rest = [...all].sort(compareKeys).filter((one) => after === null || compareKeys(one, after) > 0)
  const rows = rest.slice(0, limit)
  const last = rows.at(-1)
  const next =
    rest.length > limit && last
      ? { lastActivityMs: last.lastActivityMs, conversationId: last.conversationId }
      : null
  return { rows, next }
}

const ids = (loaded: InboxRows) => loaded.rows.map((one) => one.conversationId)

describe('[CH6] the loaded rows of an inbox', () => {
  test('a page follows the one before it', () => {
    const all = [row('a', 4), row('b', 3), row('c', 2), row('d', 1)]
    const first = replaceRange(NO_ROWS, null, pageOf(all, null, 2))
    const second = replaceRange(first, first.next, pageOf(all, first.next, 2))
    expect(ids(second)).toEqual(['a', 'b', 'c', 'd'])
    expect(second.next).toBeNull()
  })

  test('a row that moved to the top stands there only', () => {
    const before = [row('a', 4), row('b', 3), row('c', 2), row('d', 1)]
    const loaded = replaceRange(NO_ROWS, null, pageOf(before, null, 3))
    const after = [row('c', 9), row('a', 4), row('b', 3), row('d', 1)]
    expect(ids(replaceRange(loaded, null, pageOf(after, null, 2)))).toEqual(['c', 'a', 'b'])
  })

  test('a row that left the filter within the page is gone', () => {
    const loaded = replaceRange(NO_ROWS, null, pageOf([row('a', 4), row('b', 3), row('c', 2)], null, 3))
    const after = [row('a', 4), row('c', 2)]
    expect(ids(replaceRange(loaded, null, pageOf(after, null, 2)))).toEqual(['a', 'c'])
  })

  test('rows of the same moment are told apart by their id', () => {
    const all = [row('a', 1), row('b', 1), row('c', 1)]
    const first = replaceRange(NO_ROWS, null, pageOf(all, null, 1))
    const whole = replaceRange(first, first.next, pageOf(all, first.next, 10))
    expect(ids(whole)).toEqual(['c', 'b', 'a'])
  })

  test('after any changes, reading the head and the rest again gives the order that main has', () => {
    const rows = fc.uniqueArray(fc.record({ id: fc.nat(30), at: fc.nat(20) }), { selector: (r) => r.id })
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 8 }), (before, after, limit) => {
        const old = before.map(({ id, at }) => row(`c${id}`, at))
        const now = after.map(({ id, at }) => row(`c${id}`, at))
        let loaded = replaceRange(NO_ROWS, null, pageOf(old, null, limit))
        let after_: InboxPage['next'] = null
        do {
          const page = pageOf(now, after_, limit)
          loaded = replaceRange(loaded, after_, page)
          after_ = page.next
        } while (after_ !== null)
        expect(ids(loaded)).toEqual([...now].sort(compareKeys).map((one) => one.conversationId))
      })
    )
  })
})
