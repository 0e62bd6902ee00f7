import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineOperation, Lane, upcast } from '#shared/sync/operation.ts'
import { readArgs } from '#shared/sync/read-args.ts'
import { CACHE_MIGRATIONS } from '../../../src-main/cache/migrations/list.ts'
import { OUTBOX_MIGRATIONS } from '../../../src-main/outbox/migrations/list.ts'
import type { Migration } from '../../../src-main/sqlite/sqlite-file.ts'
import { openSqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { answerPull, aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import { operationsOf } from '../../harness/hand-flushed-link.ts'
import { settle } from '../../harness/virtual-clock.ts'

const closing: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A file of the version before a migration, with what `fill` writes, then opened by this version. */
function upgraded(all: readonly Migration[], name: string, fill: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'octopus-upgrade-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  const at = all.findIndex((migration) => migration.name === name)
  expect(at).toBeGreaterThan(0)
  const options = { path: path.join(folder, 'x.db'), durability: 'full' } as const
  openSqliteFile({ ...options, migrations: all.slice(0, at) }).close()
  const old = new Database(options.path)
  old.exec(fill)
  old.close()
  const file = openSqliteFile({ ...options, migrations: all })
  closing.push(() => file.close())
  return file.read
}

test('a cache of the version before files keeps its messages, and they have none', () => {
  const db = upgraded(
    CACHE_MIGRATIONS,
    '0003-files',
    `INSERT INTO messages (id, conversation_key, position, direction, author_id, text, sent_at_ms)
     VALUES ('m', 1, 1, 'in', NULL, 'Hello', 5)`
  )
  expect(db.all('SELECT id, text, attachments FROM messages')).toEqual([
    { id: 'm', text: 'Hello', attachments: null }
  ])
})

test('an outbox of the version before files keeps its Operations and drafts', () => {
  const db = upgraded(
    OUTBOX_MIGRATIONS,
    '0002-files',
    `INSERT INTO drafts (conversation_id, text, updated_at_ms) VALUES ('chat', 'half', 5);
     INSERT INTO operations (op_id, place, lane, type, v, args, base, state, attempts, created_at_ms)
     VALUES ('o', 1, 'conversation:chat', 'message.send', 1, '{}', '{}', 'queued', 0, 5)`
  )
  expect(db.all('SELECT text, attachments FROM drafts')).toEqual([{ text: 'half', attachments: '[]' }])
  expect(db.all('SELECT op_id AS id FROM operations')).toEqual([{ id: 'o' }])
  expect(db.all('SELECT * FROM blobs')).toEqual([])
})

test('an outbox of the version before whole drafts keeps them as replies without an engagement', () => {
  const db = upgraded(
    OUTBOX_MIGRATIONS,
    '0004-whole-drafts',
    `INSERT INTO drafts (conversation_id, text, updated_at_ms) VALUES ('chat', 'half', 5)`
  )
  expect(db.all('SELECT text, engagement_id AS engagementId, mode FROM drafts')).toEqual([
    { text: 'half', engagementId: null, mode: 'reply' }
  ])
})

/** Makes everything in the closed desk's outbox look like the version before files wrote it. */
function asVersionOne(desk: TestAccount): void {
  const file = new Database(path.join(desk.folder, 'outbox.db'))
  file.exec(`UPDATE operations SET v = 1, frozen = json_replace(frozen, '$.v', 1)`)
  file.close()
}

test('[OP5] what was never transmitted goes out in the current version, what was goes out as it is', async () => {
  const desk = await aSyncedAccount()
  closing.push(() => desk.close())
  await desk.say('transmitted')
  const before = await desk.link.next('push')
  await desk.say('waiting')
  await desk.account.close()
  asVersionOne(desk)
  await desk.open()
  expect(await desk.thread()).toEqual(['Hello', 'transmitted: sending', 'waiting: queued'])
  await answerPull(desk.link, 10)
  const [sent, waiting] = operationsOf((await desk.link.next('push')).asked)
  expect(sent).toEqual({ ...operationsOf(before.asked)[0], v: 1 })
  expect(waiting).toMatchObject({ v: 2, args: { text: 'waiting' } })
})

test('[OP5] [OB12] a new device sends what was transmitted with the same content, so that its opId still stands for it', async () => {
  const desk = await aSyncedAccount()
  closing.push(() => desk.close())
  const opId = await desk.say('transmitted')
  await desk.link.next('push')
  await desk.account.close()
  asVersionOne(desk)
  await desk.open()
  await answerPull(desk.link, 10)
  const first = await desk.link.next('push')
  first.answer({ outcomes: [{ opId, status: 'rejected', code: 'device_forked', detail: {} }], head: 10 })
  await settle()
  const [was] = operationsOf(first.asked)
  const [is] = operationsOf((await desk.link.next('push')).asked)
  expect(is?.deviceId).not.toBe(was?.deviceId)
  expect({ ...is, deviceId: was?.deviceId, deviceSeq: was?.deviceSeq }).toEqual(was)
})

test('[OP7] a version that is not known here is kept and shown, and goes out by no other way', async () => {
  const desk = await aSyncedAccount()
  closing.push(() => desk.close())
  await desk.act('sync.set-offline', { offline: true })
  await desk.say('from the future')
  await desk.account.close()
  const file = new Database(path.join(desk.folder, 'outbox.db'))
  file.exec('UPDATE operations SET v = 3')
  file.close()
  await desk.open()
  await answerPull(desk.link, 10)
  await settle()
  expect(await desk.query('outbox.list', {})).toMatchObject([
    { state: 'rejected', args: { text: 'from the future' }, rejection: { code: 'unknown_type' } }
  ])
  expect(desk.link.pushed).toHaveLength(0)
})

test('[OP6] args of two versions back are brought up step by step, older ones are not', () => {
  const definition = defineOperation({
    type: 'note.add',
    v: 4,
    args: z.object({ lines: z.array(z.string()), pinned: z.boolean() }),
    lane: () => Lane.parse('note:1'),
    upcasts: [
      upcast(2, z.object({ line: z.string() }), ({ line }) => ({ lines: [line] })),
      upcast(3, z.object({ lines: z.array(z.string()) }), ({ lines }) => ({ lines, pinned: false }))
    ]
  })
  const now = { ok: true, value: { lines: ['a'], pinned: false } }
  expect(readArgs(definition, 2, { line: 'a' })).toEqual(now)
  expect(readArgs(definition, 3, { lines: ['a'] })).toEqual(now)
  expect(readArgs(definition, 4, { lines: ['a'], pinned: false })).toEqual(now)
  expect(readArgs(definition, 1, { line: 'a' })).toMatchObject({ ok: false, error: { code: 'unknown_type' } })
  expect(readArgs(definition, 5, {})).toMatchObject({ ok: false, error: { code: 'unknown_type' } })
  expect(readArgs(definition, 2, { line: 1 })).toMatchObject({ ok: false, error: { code: 'invalid_args' } })
})
