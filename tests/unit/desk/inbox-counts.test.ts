import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChannelId, ConversationId, UserId } from '#shared/base/ids.ts'
import type { ConversationStatus } from '#shared/features/conversation/entities.ts'
import type { Change } from '#shared/sync/change.ts'
import { projectionsFor } from '../../../src-main/account/rooms.ts'
import { type Cache, openCache } from '../../../src-main/cache/cache.ts'
import { writeCursor } from '../../../src-main/cache/sync-state.ts'
import { readCounts, readOpenConversations } from '../../../src-main/features/conversation/inbox-counts.ts'
import { applyRange } from '../../../src-main/sync/apply.ts'
import { aConversation, aRange, aReadMark, ME, rowChange } from '../../harness/rows.ts'

let folder: string
let cache: Cache
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-counts-'))
  cache = openCache(folder, 'acme/mia', () => undefined)
})
afterEach(() => {
  cache.close()
  rmSync(folder, { recursive: true })
})

const STATUSES: ConversationStatus[] = ['unanswered', 'active', 'active', 'active', 'finished']
const OWNERS = [ME, ME, UserId.parse('tom')]
const CHANNELS = ['shop', 'radio']
const several = <Word extends string>(word: Word, times: number): Word[] => Array<Word>(times).fill(word)

/** One Change of a few conversations and read marks, in any order of versions. */
const anyChange: fc.Arbitrary<(seq: number) => Change> = fc
  .record({
    what: fc.constantFrom(...several('conversation', 6), ...several('read-mark', 4), 'gone', 'unread-gone'),
    chat: fc.integer({ min: 0, max: 2 }),
    status: fc.constantFrom(...STATUSES),
    owner: fc.constantFrom(...OWNERS),
    channel: fc.constantFrom(...CHANNELS),
    inboundSeq: fc.integer({ min: 0, max: 6 }),
    version: fc.integer({ min: 1, max: 8 }),
    kind: fc.constantFrom('tombstone' as const, 'evict' as const)
  })
  .map(({ what, chat, status, owner, channel, inboundSeq, version, kind }) => (seq: number) => {
    const id = ConversationId.parse(`chat-${chat}`)
    const entity = what === 'read-mark' || what === 'unread-gone' ? 'read-mark' : 'conversation'
    if (what === 'conversation') {
      const channelId = ChannelId.parse(channel)
      const ownerId = status === 'unanswered' ? null : owner
      return rowChange(
        entity,
        aConversation({ id, channelId, status, ownerId, inboundSeq, version }),
        seq,
        id
      )
    }
    if (what === 'read-mark') {
      return rowChange(entity, aReadMark({ conversationId: id, inboundSeq, version }), seq, id)
    }
    const place = { seq, type: 'gone', entity, id }
    return kind === 'evict' ? { ...place, kind } : { ...place, kind, version }
  })

/** Counts everything again, the slow way. */
function recounted(channelId: string | null) {
  const counts = { mine: 0, unanswered: 0, active: 0, finished: 0, all: 0, unreadMine: 0 }
  const rows = cache.read.all<{
    status: ConversationStatus
    ownerId: string | null
    inboundSeq: number
    readSeq: number | null
    channelId: string
  }>(
    `SELECT c.status, c.owner_id AS ownerId, c.inbound_seq AS inboundSeq, r.inbound_seq AS readSeq,
       c.channel_id AS channelId
     FROM conversations c LEFT JOIN read_marks r ON r.conversation_id = c.id`
  )
  for (const row of rows) {
    if (channelId !== null && row.channelId !== channelId) continue
    counts.all++
    counts[row.status]++
    if (row.status !== 'active' || row.ownerId !== ME) continue
    counts.mine++
    counts.unreadMine += Math.max(0, row.inboundSeq - (row.readSeq ?? 0))
  }
  return counts
}

test('after any Changes the counters equal a recount, of each channel and of all', () => {
  const run = fc.property(fc.array(anyChange, { maxLength: 40, size: 'max' }), (changes) => {
    cache.reset()
    cache.transact((tx) => writeCursor(tx, { epoch: 'one', cursor: 0, aclVersion: 1 }))
    const items = changes.map((change, index) => change(index + 1))
    // in two ranges, so that some meet rows of the same transaction and some of an earlier one
    const middle = Math.floor(items.length / 2)
    for (const [from, to] of [
      [0, middle],
      [middle, items.length]
    ] as const) {
      const range = aRange(from, to, items.slice(from, to))
      applyRange(cache, projectionsFor(ME), range, 0, () => undefined)
    }
    for (const channelId of [null, ...CHANNELS]) {
      expect(readCounts(cache.read, channelId)).toEqual(recounted(channelId))
    }
    const open = readOpenConversations(cache.read)
    for (const channelId of CHANNELS) {
      const { all, finished } = recounted(channelId)
      expect(open.get(channelId) ?? 0).toBe(all - finished)
    }
  })
  fc.assert(run, { numRuns: 100 })
}, 60_000)
