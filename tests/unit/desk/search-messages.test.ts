import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConversationId, MessageId } from '#shared/base/ids.ts'
import { type MessageSearchArgs, MessageSearchPage } from '#shared/features/conversation/views.ts'
import type { Change } from '#shared/sync/change.ts'
import { projectionsFor } from '../../../src-main/account/rooms.ts'
import { type Cache, openCache } from '../../../src-main/cache/cache.ts'
import { CACHE_MIGRATIONS } from '../../../src-main/cache/migrations/list.ts'
import { writeCursor } from '../../../src-main/cache/sync-state.ts'
import type { DeskReader } from '../../../src-main/features/conversation/desk-reader.ts'
import { indexMessages, mergeMessageIndex } from '../../../src-main/features/conversation/message-index.ts'
import { namesFrom } from '../../../src-main/features/conversation/names.ts'
import { searchMessages } from '../../../src-main/features/conversation/search-messages.ts'
import { openSqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { applyRange, putRow } from '../../../src-main/sync/apply.ts'
import { aConversation, aFollower, aMessage, aRange, ME, rowChange } from '../../harness/rows.ts'

let folder: string
let cache: Cache
let cursor = 0

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-search-'))
  cache = openCache(folder, 'acme/mia', () => undefined)
  cursor = 0
  cache.transact((tx) => writeCursor(tx, { epoch: 'one', cursor: 0, aclVersion: 1 }))
})
afterEach(() => {
  cache.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Applies Changes under the next seq, as a pull or a live frame brings them. */
function apply(...items: Change[]): void {
  const outcome = applyRange(cache, projectionsFor(ME), aRange(cursor, cursor + 1, items), 0, () => undefined)
  expect(outcome.kind).toBe('applied')
  cursor += 1
}

const rowOf = (position: number, text: string, chat = 'chat') =>
  aMessage({
    id: MessageId.parse(`${chat}-${position}`),
    conversationId: ConversationId.parse(chat),
    position,
    text
  })

function message(position: number, text: string, chat = 'chat'): Change {
  const row = rowOf(position, text, chat)
  return rowChange('message', row, cursor + 1, row.id)
}

const chat = (id = 'chat') =>
  rowChange('conversation', aConversation({ id: ConversationId.parse(id) }), cursor + 1, id)

/** Writes messages as a page of a whole copy brings them: newest first. */
function copy(...rows: ReturnType<typeof rowOf>[]): void {
  const projection = projectionsFor(ME).get('message')
  if (!projection) throw new Error('messages have no Projection')
  cache.transact((tx) => {
    for (const row of rows)
      putRow(
        tx,
        projection,
        row,
        () => undefined,
        () => undefined
      )
    indexMessages(tx, 'copy')
  })
}

function search(query: string, args: Partial<MessageSearchArgs> = {}): MessageSearchPage {
  const desk = { db: cache.read, names: namesFrom(cache.read), me: { userId: ME, name: 'Mia' } } as DeskReader
  return searchMessages(desk, { query, order: 'newest', before: null, limit: 50, ...args })
}

const found = (query: string) => search(query).messages.map(({ text }) => text)

const whole = () =>
  cache.transact((tx) =>
    tx.run("INSERT INTO message_search (message_search, rank) VALUES ('integrity-check', 1)")
  )

test('[CH10] a message is found as soon as the transaction that brought it is committed', () => {
  apply(rowChange('follower', aFollower(), 1, 'amal'), chat(), message(1, 'Wo bleibt meine Kaffeemühle?'))
  expect(MessageSearchPage.parse(search('kaffeemuhle')).messages).toMatchObject([
    { messageId: 'chat-1', conversationId: 'chat', position: 1, followerName: 'Amal Haddad', author: null }
  ])
  whole()
})

const segments = () =>
  cache.read.get<{ count: number }>('SELECT count(DISTINCT segid) AS count FROM message_search_idx')?.count

test('[CH10] the index of many small commits is merged on the way, in small pieces', () => {
  apply(chat())
  for (let position = 1; position <= 600; position += 1) apply(message(position, `word ${position}`))
  expect(segments()).toBeLessThan(20)
  expect(found('word 599')).toEqual(['word 599'])
  whole()
})

test('[CH10] a whole copy leaves the index to be merged later, piece by piece, and can be searched before and after', () => {
  apply(chat())
  for (let position = 100; position > 0; position -= 1) copy(rowOf(position, `word ${position}`))
  expect(segments()).toBeGreaterThan(90)
  expect(found('word 99')).toEqual(['word 99'])

  let pieces = 0
  while (cache.transact((tx) => mergeMessageIndex(tx))) pieces += 1
  expect(pieces).toBeGreaterThan(0)
  expect(segments()).toBeLessThan(5)
  expect(cache.transact((tx) => mergeMessageIndex(tx))).toBe(false)
  expect(found('word 99')).toEqual(['word 99'])
  whole()
})

test('[CH10] a very large copy does not leave more than FTS5 can bear', () => {
  apply(chat())
  for (let position = 250; position > 0; position -= 1) copy(rowOf(position, `word ${position}`))
  expect(segments()).toBeLessThan(200)
  expect(found('word 249')).toEqual(['word 249'])
  whole()
})

test('[CH10] all words must be there, whatever their case and accents; a word may go on, quoted ones stand side by side', () => {
  apply(chat(), message(1, 'The Über coupon is lost'), message(2, 'Lost the coupon'), message(3, 'É tarde'))
  expect(found('lost coupon')).toEqual(['Lost the coupon', 'The Über coupon is lost'])
  expect(found('UBER')).toEqual(['The Über coupon is lost'])
  expect(found('coup')).toHaveLength(2)
  expect(found('co')).toEqual([])
  expect(found('"the coupon"')).toEqual(['Lost the coupon'])
  expect(found('e tard')).toEqual(['É tarde'])
  expect(found('coupon missing')).toEqual([])
})

test('[CH10] what would be syntax is looked for as words', () => {
  apply(chat(), message(1, 'Is it "text:" OR NOT (ready)* ^2 €19.50 ?'), message(2, '19 of 50'))
  for (const query of [
    '"',
    '""',
    '*',
    '(',
    '-',
    'AND',
    'text: NOT',
    'NEAR(',
    '{text} : x',
    '^',
    "';--",
    '  '
  ]) {
    expect(() => found(query)).not.toThrow()
  }
  expect(found('NOT ready')).toHaveLength(1)
  expect(found('19.50')).toEqual(['Is it "text:" OR NOT (ready)* ^2 €19.50 ?'])
  expect(found('text:')).toHaveLength(1)
  expect(found('…')).toEqual([])
})

test('[CH10] the newest are found first, page by page, also over the border between a whole copy and what came later', () => {
  apply(chat())
  copy(rowOf(4, 'word 4'), rowOf(3, 'word 3'))
  copy(rowOf(2, 'word 2'), rowOf(1, 'word 1'))
  apply(message(5, 'word 5'), message(6, 'other'))
  apply(message(7, 'word 7'))
  const pages: string[][] = []
  let before: number | null = null
  do {
    const page = search('word', { before, limit: 2 })
    pages.push(page.messages.map(({ text }) => text))
    before = page.next
  } while (before !== null)
  expect(pages).toEqual([
    ['word 7', 'word 5'],
    ['word 4', 'word 3'],
    ['word 2', 'word 1']
  ])
})

test('a message that comes again, or with another text, is found once and as it is now', () => {
  apply(chat(), message(1, 'first words'))
  apply(message(1, 'first words'), message(2, 'second'))
  expect(found('first')).toHaveLength(1)
  apply(message(1, 'changed words'))
  expect(found('first')).toEqual([])
  expect(found('changed')).toEqual(['changed words'])
  whole()
})

test('[AC1] what is removed is not found any more, and what takes its place in the file is', () => {
  apply(chat(), message(1, 'keep'), message(2, 'gone two'), message(3, 'gone three'))
  const removed = (id: string): Change => ({
    seq: cursor + 1,
    type: 'message.removed',
    entity: 'message',
    id,
    kind: 'tombstone',
    version: 1
  })
  apply(removed('chat-2'))
  apply(removed('chat-3'), message(4, 'new in the same transaction'))
  apply(message(5, 'new later'))
  expect(found('gone')).toEqual([])
  expect(found('new')).toEqual(['new later', 'new in the same transaction'])
  expect(found('keep')).toEqual(['keep'])
  whole()
})

test('[CH10] ranked: whole words before beginnings, side by side before apart, short before long', () => {
  apply(
    chat(),
    message(1, 'please cancel order'),
    message(2, 'cancel my order'),
    message(3, 'cancelled my order'),
    message(4, 'You can cancel an order or not in the list of all that you have asked for in the last year'),
    message(5, 'nothing of it')
  )
  const places = (limit: number) =>
    search('cancel order', { order: 'best', limit }).messages.map(({ position }) => position)
  expect(places(10)).toEqual([1, 2, 3, 4])
  expect(places(2)).toEqual([1, 2])
})

/** Words that nobody else has, so that they fill pages of the index and also divide them. */
const secret = (n: number) => `zw${(n * 7919).toString(36)}swordfish${n}`

test('[AC2] an evicted conversation leaves none of its words in the index, the file or the log', () => {
  apply(chat(), chat('other'))
  const usual = Array.from({ length: 3000 }, (_, n) => `usual ${(n * 104_729).toString(36)}word`)
  apply(...usual.map((text, n) => message(n + 1, text, 'other')))
  for (let at = 0; at < 3000; at += 500) {
    apply(...Array.from({ length: 500 }, (_, n) => message(at + n + 1, `a ${secret(at + n)} word`)))
  }
  expect(found(secret(2345))).toHaveLength(1)
  apply({ seq: cursor + 1, type: 'conversation.evicted', entity: 'conversation', id: 'chat', kind: 'evict' })
  const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name))))
  expect(bytes.includes('swordfish')).toBe(false)
  expect(found('usual')).toHaveLength(50)
  whole()
})

test('a cache of the version before the search is used as it is until a whole new copy has taken its place', () => {
  const at = CACHE_MIGRATIONS.findIndex(({ name }) => name === '0004-message-search')
  const options = { path: path.join(folder, 'old.db'), durability: 'normal' } as const
  const old = openSqliteFile({ ...options, migrations: CACHE_MIGRATIONS.slice(0, at) })
  old.transact((tx) => {
    tx.run("INSERT INTO sync_state (one, owner, epoch, cursor) VALUES (1, 'acme/mia', 'one', 7)")
    tx.run(`INSERT INTO messages (id, conversation_key, position, direction, text, sent_at_ms)
      VALUES ('m', 1, 1, 'in', 'kept', 5)`)
  })
  old.close()
  const file = openSqliteFile({ ...options, migrations: CACHE_MIGRATIONS })
  expect(file.read.get('SELECT epoch, cursor FROM sync_state')).toEqual({ epoch: '', cursor: 7 })
  expect(file.read.all('SELECT text FROM messages')).toEqual([{ text: 'kept' }])
  expect(applyRange(file, projectionsFor(ME), aRange(7, 8, []), 0, () => undefined).kind).toBe('other-epoch')
  file.close()
})

test('a beginning finds every word that goes on from it, few or many, and no other', () => {
  const few = ['deliver', 'Delivery', 'deliverÿ', 'delivered']
  const many = Array.from({ length: 60 }, (_, index) => `parcel${index}`)
  apply(chat(), ...[...few, 'delta', 'reliever', ...many].map((text, index) => message(index + 1, text)))
  expect(new Set(found('deliv'))).toEqual(new Set(few))
  expect(found('delivere')).toEqual(['delivered'])
  expect(new Set(search('parc', { limit: 100 }).messages.map(({ text }) => text))).toEqual(new Set(many))
  apply(message(100, 'deliver the parcel7'))
  expect(found('deliv parcel7')).toEqual(['deliver the parcel7'])
  expect(found('xyz')).toEqual([])
})
