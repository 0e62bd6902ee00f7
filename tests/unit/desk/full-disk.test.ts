import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openOutboxFile } from '../../../src-main/outbox/outbox-file.ts'
import { type OpenOptions, openSqliteFile, type SqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { aSyncedAccount, type TestAccount } from '../../harness/account.ts'

let desk: TestAccount
let outbox: SqliteFile
const folders: string[] = []
afterEach(async () => {
  await desk.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function openFile(options: OpenOptions): SqliteFile {
  const file = openSqliteFile(options)
  if (options.path.endsWith('outbox.db')) outbox = file
  return file
}

/** The file cannot grow any more, as on a disk without room. */
function fillDisk(): void {
  outbox.read.get('PRAGMA max_page_count = 1')
}

function makeRoom(): void {
  outbox.read.get('PRAGMA max_page_count = 1000000')
}

/** The opIds that a start after a kill at this moment would find. */
function afterKill(): string[] {
  const copy = mkdtempSync(path.join(tmpdir(), 'octopus-killed-'))
  folders.push(copy)
  for (const name of readdirSync(desk.folder))
    copyFileSync(path.join(desk.folder, name), path.join(copy, name))
  const file = openOutboxFile(copy)
  const rows = file.read.all<{ op_id: string }>('SELECT op_id FROM operations')
  file.close()
  return rows.map((row) => row.op_id)
}

test('[OB1, OB2] what is answered as queued is on the disk', async () => {
  desk = await aSyncedAccount({ openFile })
  const opId = await desk.say('kept')
  expect(afterKill()).toEqual([opId])
})

test('[OB1] a disk that refuses is told, nothing is shown as queued, and the words stay where they were', async () => {
  desk = await aSyncedAccount({ openFile })
  const text = 'too much for this disk '.repeat(150)
  await desk.act('conversation.save-draft', { conversationId: 'chat' as never, text })
  fillDisk()
  const asked = {
    type: 'message.send',
    args: { conversationId: 'chat', text },
    base: { version: 1 }
  } as const
  const outcome = await desk.submit({ ...asked })
  expect(outcome).toMatchObject({ ok: false, code: 'disk_full', message: expect.stringContaining('disk') })
  expect(await desk.query('outbox.list', {})).toEqual([])
  expect(await desk.thread()).toEqual(['Hello'])
  expect(await desk.query('conversation.draft', { conversationId: 'chat' as never })).toMatchObject({ text })
  expect(afterKill()).toEqual([])
  makeRoom()
  expect(await desk.submit({ ...asked })).toMatchObject({ ok: true })
  expect(afterKill().length).toBe(1)
})
