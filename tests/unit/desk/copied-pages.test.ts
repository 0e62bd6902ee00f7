import { readdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConversationId, MessageId } from '#shared/base/ids.ts'
import { MESSAGE_TABLE, type Message } from '#shared/features/conversation/entities.ts'
import { answerPull, TestAccount } from '../../harness/account.ts'
import { HandFlushedLink, type HeldRequest } from '../../harness/hand-flushed-link.ts'
import { messageTable } from '../../harness/message-table.ts'
import { aMessage, firstRows } from '../../harness/rows.ts'
import { settle, VirtualClock } from '../../harness/virtual-clock.ts'

const ROWS = firstRows()
const entities = Object.entries(ROWS).map(([name, rows]) => ({ name, rows: rows.length }))

let desk: TestAccount
beforeEach(async () => {
  desk = await new TestAccount({ link: new HandFlushedLink(), clock: new VirtualClock() }).open()
})
afterEach(() => desk.close())

/** The page of messages that the desk asks for when all before it is here. */
async function askedForMessages(): Promise<HeldRequest> {
  ;(await desk.link.next('snapshotStart')).answer({ epoch: 'one', seq: 10, aclVersion: 1, entities })
  for (const { name } of entities) {
    const page = await desk.link.next('snapshotPage')
    if (name === 'message') return page
    page.answer({ entity: name, rows: ROWS[name] ?? [], next: null })
  }
  throw new Error('no messages were asked for')
}

const page = (rows: Message[], next: string | null = null) => ({
  entity: 'message',
  bytes: messageTable(rows),
  next
})

const message = (position: number, more: Partial<Message> = {}) =>
  aMessage({ id: MessageId.parse(`m-${position}`), position, text: `word ${position}`, ...more })

async function rest(): Promise<void> {
  for (const { name } of entities.slice(entities.findIndex(({ name }) => name === 'message') + 1))
    (await desk.link.next('snapshotPage')).answer({ entity: name, rows: ROWS[name] ?? [], next: null })
  await answerPull(desk.link, 10)
  await settle()
}

test('[SN8] messages are asked for as databases, page after page, and are read and found like others', async () => {
  const first = await askedForMessages()
  expect(first.asked).toMatchObject({ entity: 'message', after: null, asDatabase: true })
  first.answer(page([message(3), message(2)], 'two'))
  const second = await desk.link.next('snapshotPage')
  expect(second.asked).toMatchObject({ after: 'two' })
  second.answer(page([message(1)]))
  await rest()
  expect(await desk.thread()).toEqual(['word 1', 'word 2', 'word 3'])
  const found = await desk.query('conversation.search', {
    query: 'word',
    order: 'newest',
    before: null,
    limit: 5
  })
  expect(found.messages.map(({ position }) => position)).toEqual([3, 2, 1])
  expect(readdirSync(desk.folder).filter((name) => name.includes('copied'))).toEqual([])
})

test('[CH10] what a copy leaves of the search to be merged is merged when the desk is online', async () => {
  const unmerged = () => {
    const file = new Database(path.join(desk.folder, 'cache.db'), { readonly: true })
    const count = file.prepare('SELECT unmerged FROM message_order').pluck().get()
    file.close()
    return count
  }
  ;(await askedForMessages()).answer(page([message(2)], 'two'))
  ;(await desk.link.next('snapshotPage')).answer(page([message(1)]))
  await settle()
  expect(unmerged()).toBe(2)
  await rest()
  expect(unmerged()).toBe(0)
})

test('[SN8] the same page twice changes nothing, and a message of a conversation that is not here is left out', async () => {
  const stranger = message(9, { conversationId: ConversationId.parse('elsewhere') })
  ;(await askedForMessages()).answer(page([message(2), stranger], 'again'))
  ;(await desk.link.next('snapshotPage')).answer(page([message(2), message(1)]))
  await rest()
  expect(await desk.thread()).toEqual(['word 1', 'word 2'])
})

test('[SN8] a server that has no databases answers in JSON', async () => {
  ;(await askedForMessages()).answer({ entity: 'message', rows: [message(1)], next: null })
  await rest()
  expect(await desk.thread()).toEqual(['word 1'])
})

function databaseOf(sql: string): Buffer {
  const database = new Database(':memory:')
  database.exec(sql)
  const bytes = database.serialize()
  database.close()
  return bytes
}

/** A page with a message that the desk would show, after somebody has changed it. */
function changed(sql: string): Buffer {
  const database = new Database(messageTable([message(7)]))
  database.exec(sql)
  const bytes = database.serialize()
  database.close()
  return bytes
}

const OTHERS: [string, () => Uint8Array][] = [
  ['no database', () => Buffer.from('<h1>Welcome to the hotel</h1>'.repeat(200))],
  ['half of one', () => messageTable(Array.from({ length: 400 }, (_, at) => message(at))).subarray(0, 8192)],
  ['nothing', () => new Uint8Array()],
  ['another table', () => databaseOf('CREATE TABLE rows (id TEXT)')],
  // these two have all that is read, and would be copied
  ['a table with one column more', () => changed('ALTER TABLE rows ADD more TEXT')],
  [
    'a view in its place',
    () => changed('ALTER TABLE rows RENAME TO kept; CREATE VIEW rows AS SELECT rowid, * FROM kept')
  ],
  ['more than the table', () => databaseOf(`${MESSAGE_TABLE}; CREATE TABLE more (id TEXT)`)]
]

test.each(OTHERS)(
  '[SN8] bytes that are %s count as somebody else’s answer, and are asked for again',
  async (_, bytes) => {
    ;(await askedForMessages()).answer({ entity: 'message', bytes: bytes(), next: null })
    await settle()
    expect(readdirSync(desk.folder).filter((name) => name.includes('copied'))).toEqual([])
    await desk.clock.advance(5000)
    const again = await desk.link.next('snapshotPage')
    expect(again.asked).toMatchObject({ entity: 'message', after: null })
    again.answer(page([message(1)]))
    await rest()
    expect(await desk.thread()).toEqual(['word 1'])
  }
)
