import { afterEach, expect, test } from 'vitest'
import { ConversationId, FollowerId, MessageId } from '#shared/base/ids.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import { answerPull, answerSnapshot, aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import {
  aConversation,
  aFollower,
  aMessage,
  aRange,
  firstRows,
  posted,
  rowChange
} from '../../harness/rows.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

function inbound(seq: number, position: number): ChangeRange['items'] {
  const message = aMessage({ id: MessageId.parse(`in-${position}`), position, text: `word ${position}` })
  return posted(
    seq,
    message,
    aConversation({ inboundSeq: position, lastPosition: position, version: position })
  )
}

async function frame(range: ChangeRange): Promise<void> {
  desk.link.lines.at(-1)?.frame(range)
  await settle()
}

test('[PL2] a frame that joins on is applied; the same frame again changes nothing', async () => {
  desk = await aSyncedAccount()
  await frame(aRange(10, 11, inbound(11, 2)))
  expect(await desk.thread()).toEqual(['Hello', 'word 2'])
  desk.topics.length = 0
  await frame(aRange(10, 11, inbound(11, 2)))
  expect(desk.topics).toEqual([])
  expect(desk.link.held).toEqual([])
})

test('[PL4, LI2] a frame beyond a gap is not applied; the desk pulls what is between', async () => {
  desk = await aSyncedAccount()
  await frame(aRange(11, 12, inbound(12, 3)))
  expect(await desk.thread()).toEqual(['Hello'])
  const pull = await desk.link.next('changes')
  expect(pull.asked).toMatchObject({ since: 10 })
  pull.answer(aRange(10, 12, [...inbound(11, 2), ...inbound(12, 3)]))
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'word 2', 'word 3'])
})

test('[PL2] a range that overlaps what is here brings only what is new', async () => {
  desk = await aSyncedAccount()
  await frame(aRange(10, 11, inbound(11, 2)))
  await frame(aRange(9, 12, [...inbound(11, 2), ...inbound(12, 3)]))
  expect(await desk.thread()).toEqual(['Hello', 'word 2', 'word 3'])
})

test('[PL3] a frame and a pull that cross do not undo each other', async () => {
  desk = await aSyncedAccount()
  desk.link.lines.at(-1)?.heartbeat({ epoch: 'one', head: 11 })
  const pull = await desk.link.next('changes')
  await frame(aRange(10, 12, [...inbound(11, 2), ...inbound(12, 3)]))
  pull.answer(aRange(10, 11, inbound(11, 2)))
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'word 2', 'word 3'])
  desk.link.lines.at(-1)?.heartbeat({ epoch: 'one', head: 12 })
  await settle()
  expect(desk.link.held).toEqual([])
})

test('[PL1] an empty range moves the Cursor, so that the next one joins on', async () => {
  desk = await aSyncedAccount()
  await frame(aRange(10, 15, []))
  await frame(aRange(15, 16, inbound(16, 2)))
  expect(await desk.thread()).toEqual(['Hello', 'word 2'])
})

test('[PL7] an older version never replaces a newer one', async () => {
  desk = await aSyncedAccount()
  const renamed = aFollower({ name: 'Amal the Second', version: 5 })
  const older = aFollower({ name: 'Amal the First', version: 4 })
  await frame(aRange(10, 11, [rowChange('follower', renamed, 11, 'amal')]))
  await frame(aRange(11, 12, [rowChange('follower', older, 12, 'amal')]))
  const args = { filter: 'all', channelId: null, search: 'second', after: null, limit: 5 } as const
  expect((await desk.query('conversation.inbox', args)).rows[0]?.followerName).toBe('Amal the Second')
  const tombstone = {
    seq: 13,
    type: 'x',
    entity: 'follower',
    id: 'amal',
    kind: 'tombstone',
    version: 4
  } as const
  await frame(aRange(12, 13, [tombstone]))
  expect(
    await desk.query('conversation.panel', { conversationId: ConversationId.parse('chat') })
  ).not.toBeNull()
})

test('[AC1, AC2] what leaves my sight goes with its messages, and nothing of it stays in the files', async () => {
  const { readFileSync, readdirSync } = await import('node:fs')
  const bytes = () =>
    readdirSync(desk.folder)
      .filter((name) => name.startsWith('cache.db'))
      .map((name) => readFileSync(`${desk.folder}/${name}`, 'latin1'))
      .join('')
  desk = await aSyncedAccount()
  const message = aMessage({
    id: MessageId.parse('secret'),
    position: 2,
    text: 'the secret word is swordfish'
  })
  await frame(aRange(10, 11, posted(11, message, aConversation({ lastPosition: 2, version: 2 }))))
  expect(bytes()).toContain('swordfish')
  const evict = { seq: 12, type: 'x', entity: 'conversation', id: 'chat', kind: 'evict' } as const
  await frame(aRange(11, 12, [evict], { aclVersion: 2 }))
  expect(await desk.thread()).toEqual([])
  expect(await desk.query('conversation.counts', { channelId: null })).toMatchObject({
    all: 0,
    unanswered: 0
  })
  expect(bytes()).not.toContain('swordfish')
})

test('a row that cannot be read is reported and does not stop the others', async () => {
  desk = await aSyncedAccount()
  const broken = rowChange('message', { id: 'broken', text: 7 }, 11, 'broken')
  await frame(aRange(10, 11, [broken, ...inbound(11, 2)]))
  expect(await desk.thread()).toEqual(['Hello', 'word 2'])
  expect(desk.logged.some((line) => line.startsWith('error a row that cannot be read'))).toBe(true)
})

test('a message finds its conversation whatever the order within a range', async () => {
  desk = await aSyncedAccount()
  const other = ConversationId.parse('other')
  const follower = aFollower({ id: FollowerId.parse('new'), name: 'New One' })
  const conversation = aConversation({ id: other, followerId: follower.id })
  const message = aMessage({ id: MessageId.parse('first'), conversationId: other, text: 'first' })
  await frame(
    aRange(10, 11, [
      rowChange('message', message, 11, message.id),
      rowChange('conversation', conversation, 11, other),
      rowChange('follower', follower, 11, follower.id)
    ])
  )
  expect(await desk.thread('other')).toEqual(['first'])
  const args = { filter: 'all', channelId: null, search: 'new one', after: null, limit: 5 } as const
  expect((await desk.query('conversation.inbox', args)).rows.map((row) => row.conversationId)).toEqual([
    other
  ])
})

test('[SN2, SN3, SN4] a Cursor that the server no longer knows brings a whole new copy, while the old one stays readable', async () => {
  desk = await aSyncedAccount()
  desk.link.lines.at(-1)?.heartbeat({ epoch: 'one', head: 500 })
  const pull = await desk.link.next('changes')
  pull.fail({ kind: 'resync-required' })
  const rows = firstRows()
  rows.message = [aMessage(), aMessage({ id: MessageId.parse('later'), position: 2, text: 'much later' })]
  const start = await desk.link.next('snapshotStart')
  expect(await desk.thread()).toEqual(['Hello'])
  const opId = await desk.say('meanwhile')
  // nothing is pushed while two histories are about
  expect(await desk.thread()).toEqual(['Hello', 'meanwhile: queued'])
  start.answer({
    epoch: 'one',
    seq: 500,
    aclVersion: 1,
    entities: Object.keys(rows).map((name) => ({ name, rows: 1 }))
  })
  for (const name of Object.keys(rows)) {
    expect(await desk.thread()).toEqual(['Hello', 'meanwhile: queued'])
    const page = await desk.link.next('snapshotPage')
    page.answer({ entity: name, rows: rows[name] ?? [], next: null })
  }
  await answerPull(desk.link, 500)
  await answerPull(desk.link, 500)
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'much later', 'meanwhile: sending'])
  const push = await desk.link.next('push')
  push.answer({ outcomes: [{ opId, status: 'accepted', seq: 501 }], head: 501 })
})

test('[SN5] a server restored from a backup: a new copy, then everything of the last days is offered again', async () => {
  desk = await aSyncedAccount()
  const kept = await desk.say('kept')
  const push = await desk.link.next('push')
  push.answer({ outcomes: [{ opId: kept, status: 'accepted', seq: 11 }], head: 11 })
  await settle()
  const message = aMessage({ id: MessageId.parse(kept), position: 2, direction: 'out', text: 'kept' })
  await frame(aRange(10, 11, posted(11, message, aConversation({ lastPosition: 2, version: 2 }))))
  expect(await desk.query('outbox.list', {})).toEqual([])

  // the backup is older than that message
  desk.link.lines.at(-1)?.heartbeat({ epoch: 'two', head: 10 })
  const pull = await desk.link.next('changes')
  pull.answer(aRange(11, 11, [], { epoch: 'two', head: 10 }))
  await answerSnapshot(desk.link, firstRows(), 'two')
  await answerPull(desk.link, 10, 'two')
  await settle()
  const again = await desk.link.next('push')
  // the same bytes, for a server that now is told of the history that this desk knows
  const [before, after] = [push, again].map(({ asked }) => String(asked).split('"operations":'))
  expect(after?.[1]).toBe(before?.[1])
  expect([before?.[0], after?.[0]]).toEqual([
    expect.stringContaining('"epoch":"one"'),
    expect.stringContaining('"epoch":"two"')
  ])
  expect(await desk.thread()).toEqual(['Hello', 'kept: sending'])
})
