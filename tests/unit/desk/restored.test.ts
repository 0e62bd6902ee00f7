import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import { systemClock } from '../../../src-server/app/system.ts'
import { TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'

let server: TestServer
let folder: string
let desk: TestAccount<HandFlushedLink, typeof systemClock>

beforeEach(async () => {
  server = await startTestServer()
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-backup-'))
})
afterEach(async () => {
  await desk.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function aDesk() {
  const { grant } = await server.desk('mia@acme.test')
  const link = new HandFlushedLink(createHttpLink({ serverUrl: server.url, fetch, io }))
  for (const kind of ['push', 'changes', 'snapshotStart', 'snapshotPage'] as const) link.flowing.add(kind)
  desk = new TestAccount({
    link,
    clock: systemClock,
    identity: grant.identity,
    accessToken: async () => grant.accessToken
  })
  await desk.open()
  await online()
}

const online = () =>
  expect.poll(async () => (await desk.query('sync.status', {})).link, { timeout: 20_000 }).toBe('online')
const sent = () => expect.poll(() => desk.query('outbox.list', {}), { timeout: 20_000 }).toEqual([])

/** `npm run server:restored` as an operator runs it. */
async function markRestored(): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['src-server/app/operator/restored.ts'], {
    env: { PATH: process.env.PATH, OCTOPUS_DATA_DIR: server.dataDir },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const [code] = await once(child, 'close')
  return { code, said }
}

async function textsAtServer(): Promise<string[]> {
  const mia = await server.desk('mia@acme.test')
  const rows = (await mia.snapshotRows('message')) as { text: string; position: number }[]
  return rows.sort((a, b) => a.position - b.position).map(({ text }) => text)
}

test('[SN5, PU1, OB12] a restored backup: what was sent since is offered again, nothing is lost or doubled', async () => {
  await aDesk()
  await desk.say('before the backup', 'acme-chat')
  await sent()
  const database = path.join(server.dataDir, 'desk.db')
  const live = new BetterSqlite3(database)
  await live.backup(path.join(folder, 'desk.db'))
  live.close()
  await desk.say('after the backup', 'acme-chat')
  const tom = await server.desk('tom@acme.test')
  const lost = {
    conversationId: ConversationId.parse('acme-chat'),
    text: 'of a hand that keeps no journal',
    takeOver: true
  }
  await tom.push(tom.operation(messageSend, lost, { base: { version: 2, inboundSeq: 1 } }))
  await sent()
  expect(await markRestored()).toMatchObject({ code: 1, said: expect.stringContaining('is running') })

  await server.restart(async () => {
    for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true })
    copyFileSync(path.join(folder, 'desk.db'), database)
    expect(await markRestored()).toMatchObject({ code: 0, said: expect.stringContaining('companies: 1') })
  })
  await desk.act('sync.retry-now', {})
  await expect
    .poll(textsAtServer, { timeout: 20_000 })
    .toEqual(['Hello', 'before the backup', 'after the backup'])
  await sent()
  await online()
  expect(await desk.thread('acme-chat')).toEqual([
    'Hello',
    'before the backup: sent',
    'after the backup: sent'
  ])
}, 60_000)
