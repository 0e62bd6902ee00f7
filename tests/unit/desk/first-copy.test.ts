import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { MessageId } from '#shared/base/ids.ts'
import { answerPull, answerSnapshot, aSyncedAccount, TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { aConversation, aMessage, aRange, firstRows, posted } from '../../harness/rows.ts'
import { settle, VirtualClock } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

async function empty(folder?: string): Promise<TestAccount> {
  const options = { link: new HandFlushedLink(), clock: new VirtualClock() }
  return new TestAccount(folder === undefined ? options : { ...options, folder }).open()
}

const ROWS = firstRows()
const entities = Object.entries(ROWS).map(([name, rows]) => ({ name, rows: rows.length }))

/** Answers the pages up to the one that is asked for `last`, which stays held. */
async function answerUpTo(last: string): Promise<void> {
  ;(await desk.link.next('snapshotStart')).answer({ epoch: 'one', seq: 10, aclVersion: 1, entities })
  for (const { name } of entities) {
    if (name === last) return
    ;(await desk.link.next('snapshotPage')).answer({ entity: name, rows: ROWS[name] ?? [], next: null })
  }
}

test('[SN6] the desk can be used while the first copy arrives, and shows how far it is', async () => {
  desk = await empty()
  await answerUpTo('message')
  await settle()
  const args = { filter: 'all', channelId: null, search: '', after: null, limit: 5 } as const
  expect((await desk.query('conversation.inbox', args)).rows.map((row) => row.followerName)).toEqual([
    'Amal Haddad'
  ])
  const status = await desk.query('sync.status', {})
  expect(status.snapshotProgress).toBeGreaterThan(0.5)
  expect(status.freshAtMs).toBeNull()
  await desk.say('already')
  expect(await desk.thread()).toEqual(['already: sending'])
  await desk.link.next('push')
})

test('a first copy that meets trouble goes on where it was', async () => {
  desk = await empty()
  await answerUpTo('conversation')
  const page = await desk.link.next('snapshotPage')
  page.fail({ kind: 'network', message: 'lost' })
  await desk.clock.advance(2000)
  expect((await desk.link.next('snapshotPage')).asked).toMatchObject({ entity: 'conversation', after: null })
  expect(desk.link.held).toHaveLength(0)
})

test('[SN1] pages follow each other by key, and what changed meanwhile is replayed', async () => {
  desk = await empty()
  await answerUpTo('message')
  const asked: unknown[] = []
  for (const [position, next] of [
    [3, 'three'],
    [2, 'two'],
    [1, null]
  ] as const) {
    const page = await desk.link.next('snapshotPage')
    asked.push((page.asked as { after: unknown }).after)
    const rows = [aMessage({ id: MessageId.parse(`m-${position}`), position, text: `word ${position}` })]
    page.answer({ entity: 'message', rows, next })
  }
  expect(asked).toEqual([null, 'three', 'two'])
  const pull = await desk.link.next('changes')
  expect(pull.asked).toMatchObject({ since: 10 })
  const late = aMessage({ id: MessageId.parse('m-4'), position: 4, text: 'word 4' })
  pull.answer(aRange(10, 11, posted(11, late, aConversation({ lastPosition: 4, version: 2 }))))
  await settle()
  expect(await desk.thread()).toEqual(['word 1', 'word 2', 'word 3', 'word 4'])
})

test('a desk that is closed in the middle goes on next time; one that was killed begins again', async () => {
  desk = await empty()
  await answerUpTo('message')
  await settle()
  const killed = mkdtempSync(path.join(tmpdir(), 'octopus-killed-'))
  cpSync(desk.folder, killed, { recursive: true })

  await desk.restart()
  expect((await desk.link.next('snapshotPage')).asked).toMatchObject({ entity: 'message' })
  await desk.close()

  desk = await empty(killed)
  await desk.link.next('snapshotStart')
  expect(desk.logged.join()).toContain('it was being filled')
})

test('[SN7, SN4] a damaged cache is fetched again, and the Outbox is as it was', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  await desk.say('precious')
  await desk.account.close()
  writeFileSync(path.join(desk.folder, 'cache.db'), 'this is no database at all, and never was one')
  await desk.open()
  await answerSnapshot(desk.link, firstRows())
  await answerPull(desk.link, 10)
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'precious: sending'])
})

test('[SN7] a cache of a newer app, or of somebody else, is fetched again', async () => {
  for (const change of ['PRAGMA user_version = 99', "UPDATE sync_state SET owner = 'rival/eve'"]) {
    desk = await aSyncedAccount()
    await desk.account.close()
    const file = new Database(path.join(desk.folder, 'cache.db'))
    file.exec(change)
    file.close()
    await desk.open()
    await desk.link.next('snapshotStart')
    expect(await desk.thread()).toEqual([])
    await desk.close()
  }
})

test('[SN7] damage that shows itself later is repaired too', async () => {
  desk = await aSyncedAccount()
  await desk.account.close()
  const file = new Database(path.join(desk.folder, 'cache.db'))
  const { rootpage } = file
    .prepare("SELECT rootpage FROM sqlite_master WHERE name = 'messages_of_conversation'")
    .get() as {
    rootpage: number
  }
  const pageSize = file.pragma('page_size', { simple: true }) as number
  file.close()
  const { openSync, writeSync, closeSync } = await import('node:fs')
  const handle = openSync(path.join(desk.folder, 'cache.db'), 'r+')
  writeSync(handle, Buffer.alloc(pageSize, 7), 0, pageSize, (rootpage - 1) * pageSize)
  closeSync(handle)

  await desk.open()
  expect(await desk.thread()).toEqual([])
  await answerSnapshot(desk.link, firstRows())
  await answerPull(desk.link, 10)
  await settle()
  expect(await desk.thread()).toEqual(['Hello'])
})
