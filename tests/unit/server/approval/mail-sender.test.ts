import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SqliteError } from 'better-sqlite3'
import type { FastifyBaseLogger } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RequestId, TenantId } from '#shared/base/ids.ts'
import { createFeed } from '../../../../src-server/feed/feed.ts'
import { enqueueMail, type MailContent } from '../../../../src-server/mail/queue.ts'
import { messageIdOf, retryAfterMs, startMailing } from '../../../../src-server/mail/sender.ts'
import type { SendMail } from '../../../../src-server/mail/smtp.ts'
import { openSqliteStorage } from '../../../../src-server/storage/sqlite/open.ts'
import type { Storage } from '../../../../src-server/storage/storage.ts'
import { VirtualClock } from '../../../harness/virtual-clock.ts'

const tenantId = TenantId.parse('acme')
const requestId = RequestId.parse('ask')
const WORDS: MailContent = { to: 'hello@green.example', subject: 'No', text: 'No.', html: '<p>No.</p>' }
const SILENT = { warn: () => undefined, info: () => undefined } as unknown as FastifyBaseLogger

let folder: string
let real: Storage
let clock: VirtualClock
let refusals: number
let sent: [messageId: string, mail: MailContent][]
let stop: () => void

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-mails-'))
  real = openSqliteStorage(path.join(folder, 'desk.db'))
  await real.migrate()
  clock = new VirtualClock()
  refusals = 0
  sent = []
})
afterEach(async () => {
  stop()
  await real.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends over a mail server that answers so, from a disk that refuses as often as `refusals` says. */
function mailing(answer: () => string | null): void {
  const storage: Storage = {
    ...real,
    transact: (work, how) =>
      real.transact(async (tx) => {
        const done = await work(tx)
        if (refusals-- > 0) throw new SqliteError('full', 'SQLITE_FULL')
        return done
      }, how)
  }
  const send: SendMail = async (messageId, mail) => {
    sent.push([messageId, mail])
    return answer()
  }
  stop = startMailing({ storage, feed: createFeed(storage), clock, log: SILENT }, send, async () => [])
}

const leave = () =>
  real.transact((tx) => enqueueMail(tx, { tenantId, requestId, nowMs: clock.nowMs(), ...WORDS }))
const stored = () => real.read((db) => db.selectFrom('mails').selectAll().executeTakeFirstOrThrow())

async function settledOnce(answer: string | null, state: string): Promise<void> {
  await leave()
  mailing(() => answer)
  refusals = 5
  await clock.advance(3000)
  expect((await stored()).state).toBe('waiting')
  await clock.advance(60_000)
  expect(sent).toHaveLength(1)
  expect(await stored()).toMatchObject({ state, attempts: 1, last_reason: answer })
}

test('[DE7] a mail that was taken is not sent again because the disk refuses the note of it', () =>
  settledOnce(null, 'sent'))

test('[DE7] a mail that was refused for good is not sent again because the disk refuses the note of it', () =>
  settledOnce('550 nobody here', 'failed'))

test('[DE6] a mail server that cannot take it now is not asked again sooner because the disk is full', async () => {
  await leave()
  mailing(() => {
    throw new Error('451 later')
  })
  refusals = 5
  await clock.advance(retryAfterMs(1) - 1000)
  expect(sent).toHaveLength(1)
  await clock.advance(3000)
  expect(sent).toHaveLength(2)
})

test('[DE5, DE6] a mail is tried without end, in the same words under the same Message-ID', async () => {
  await leave()
  let isUp = false
  mailing(() => {
    if (!isUp) throw new Error('connection refused')
    return null
  })
  await clock.advance(6 * 3_600_000)
  expect(sent.length).toBeGreaterThan(10)
  isUp = true
  await clock.advance(3_600_000)
  expect((await stored()).state).toBe('sent')
  const [first] = sent
  for (const each of sent) expect(each).toEqual(first)
})

test('[DE5, DE11] other words for the same request are another mail', () => {
  const mail = { tenant_id: tenantId, request_id: requestId, created_at_ms: 1, subject: 'No', text: 'No.' }
  const one = { ...mail, to_address: WORDS.to, html: WORDS.html }
  expect(messageIdOf(one)).toBe(messageIdOf({ ...one, created_at_ms: 2 }))
  for (const other of [{ text: 'Never.' }, { to_address: 'me@green.example' }, { html: '<p>Never.</p>' }])
    expect(messageIdOf({ ...one, ...other })).not.toBe(messageIdOf(one))
})
