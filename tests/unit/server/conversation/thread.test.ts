import { type CompiledQuery, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConversationId, FollowerId, MessageId } from '#shared/base/ids.ts'
import type { Conversation } from '#shared/features/conversation/entities.ts'
import { addConversation, postMessage } from '../../../../src-server/features/conversation/repository.ts'
import { threadAfter } from '../../../../src-server/features/conversation/thread.ts'
import type { ReadTx } from '../../../../src-server/storage/storage.ts'
import { aChannel, aConversation, aFollower, aMessage } from '../../../harness/rows.ts'
import { addChannel, openRig, type Rig, TENANT } from './rig.ts'

const MESSAGES = 200
const BEN = FollowerId.parse('ben')
const amals = aConversation({ lastPosition: 0, lastMessage: null })
const bens = aConversation({
  id: ConversationId.parse('bens'),
  followerId: BEN,
  lastPosition: 0,
  lastMessage: null
})

let rig: Rig
beforeEach(async () => {
  rig = await openRig([])
  await rig.write(async (tx) => {
    await addChannel(tx, aChannel())
    const { followedSinceMs: followed_since_ms, ...ben } = aFollower({ id: BEN })
    await tx
      .insertInto('followers')
      .values({ tenant_id: TENANT, ...ben, followed_since_ms, session_hash: null, barred_engagements: null })
      .execute()
    for (const conversation of [amals, bens]) await addConversation(tx, TENANT, conversation)
  })
})
afterEach(() => rig.close())

function posted(conversation: Conversation, position: number) {
  const message = aMessage({
    id: MessageId.parse(`${conversation.id}-${position}`),
    conversationId: conversation.id,
    position
  })
  return { message, conversation: { ...conversation, lastPosition: position } }
}

const fill = () =>
  rig.write(async (tx) => {
    for (let position = 1; position <= MESSAGES; position += 1) {
      for (const conversation of [amals, bens]) await postMessage(tx, TENANT, posted(conversation, position))
    }
  })

const thread = (db: ReadTx, after: number, limit: number) =>
  threadAfter(db, TENANT, amals.id, after, limit).select('messages.position')

test('a page of a conversation has the messages behind a position, however far behind the last one it lies', async () => {
  await fill()
  for (const after of [0, 1, 27, 28, 63, 64, 65, 128, 190, 199, 200, 300]) {
    for (const limit of [1, 36, 64, 100, 500]) {
      const rows = await rig.storage.read((db) => thread(db, after, limit).execute())
      const length = Math.max(0, Math.min(limit, MESSAGES - after))
      const behind = Array.from({ length }, (_, index) => after + index + 1)
      expect(rows.map(({ position }) => position)).toEqual(behind)
    }
  }
})

test('a conversation without messages has an empty page', async () => {
  expect(await rig.storage.read((db) => thread(db, 0, 10).execute())).toEqual([])
})

test.each([
  ['nothing', false],
  ['statistics', true]
])('a page reads messages by key, also where the database knows %s of its tables', async (_, isAnalysed) => {
  await fill()
  const plan = await rig.storage.transact(async (tx) => {
    if (isAnalysed) await sql`analyze`.execute(tx)
    const query: CompiledQuery = threadAfter(tx, TENANT, amals.id, 10, 20)
      .leftJoin('users', (join) =>
        join.onRef('users.tenant_id', '=', 'messages.tenant_id').onRef('users.id', '=', 'messages.author_id')
      )
      .selectAll('messages')
      .select('users.name')
      .compile()
    const explained = sql.raw<{ detail: string }>(
      `explain query plan ${query.sql.replaceAll('?', () => '1')}`
    )
    return (await explained.execute(tx)).rows.map(({ detail }) => detail)
  })
  const ways = plan.filter((detail) => /\b(messages|milestone)\b/.test(detail))
  expect(ways).toHaveLength(4)
  for (const way of ways) expect(way).toMatch(/^SEARCH .*\((tenant_id=\? AND id=\?|.* AND position>\?)\)/)
})

test('a message at another place than the next one is not taken, nor one whose id is there', async () => {
  await rig.write((tx) => postMessage(tx, TENANT, posted(amals, 1)))
  const again = (position: number) => rig.write((tx) => postMessage(tx, TENANT, posted(amals, position)))
  await expect(again(3)).rejects.toThrow('is not the next message')
  expect(await again(1)).toBe(false)
  const other = { ...posted(amals, 1), message: aMessage({ id: MessageId.parse('other'), position: 1 }) }
  await expect(rig.write((tx) => postMessage(tx, TENANT, other))).rejects.toThrow('is not the next message')
  const rows = await rig.storage.read((db) => db.selectFrom('messages').select('id').execute())
  expect(rows).toEqual([{ id: 'chat-1' }])
})
