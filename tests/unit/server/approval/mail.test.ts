import { afterEach, beforeEach, expect, test } from 'vitest'
import { PartnerId, RequestId } from '#shared/base/ids.ts'
import { PartnerRequest } from '#shared/features/approval/entities.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import { DEFAULT_TEMPLATE, fillIn } from '#shared/features/mail-template/template.ts'
import { retryAfterMs } from '../../../../src-server/mail/sender.ts'
import { type MailServer, startMailServer } from '../../../harness/mail-server.ts'
import { aPartner, writePartner } from '../../../harness/partners.ts'
import { aRequest, writeRequests } from '../../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

let mail: MailServer
let server: TestServer

beforeEach(async () => {
  mail = await startMailServer()
  server = await startTestServer({ smtp: { url: mail.url, from: 'Acme <partners@acme.test>' } })
})
afterEach(async () => {
  await server.close()
  await mail.close()
})

const requestId = RequestId.parse('ask')

async function reject(reason: string, partner: Parameters<typeof aPartner>[0] = {}, title = 'Extra channel') {
  await writePartner(server.storage(), server.tenant.id, aPartner(partner))
  const partnerName = partner?.name ?? 'Green Energy'
  await writeRequests(server.storage(), server.tenant.id, [aRequest({ title, partnerName })])
  const lena = await server.desk('lena@acme.test')
  const args = { requestId, outcome: 'rejected', reason } as const
  const operation = lena.operation(requestDecide, args, { base: { version: 1 } })
  expect(await lena.push(operation)).toMatchObject([{ status: 'accepted' }])
  // a copy that arrives late
  await lena.push(operation)
}

async function mailState() {
  const lena = await server.desk('lena@acme.test')
  const [row] = await lena.snapshotRows('request')
  return PartnerRequest.parse(row).decision?.mail?.state
}

const headersOf = (raw: string) => raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
const SLOW = { timeout: 8000 }

test('[SV4] a rejection is mailed once, and the request says that it was', async () => {
  await reject('Your package has this.')
  await expect.poll(mailState, SLOW).toBe('sent')
  await server.restart()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(mail.received).toHaveLength(1)
  expect(mail.received[0]?.to).toEqual(['hello@green.example'])
  expect(headersOf(mail.received[0]?.raw ?? '')).toMatch(
    /^Message-ID: <ask\.[0-9a-f]{16}\.acme@octopus-desk>$/m
  )
  expect(mail.received[0]?.raw).toContain('Your package has this.')
})

test('[SV4] [DE6] what the mail server cannot take now is kept over a restart and tried again', async () => {
  mail.refuseWith(451)
  await reject('No.')
  await expect.poll(() => server.logged(), SLOW).toContain('a mail could not be sent')
  expect(await mailState()).toBe('waiting')
  await server.restart()
  mail.refuseWith(null)
  server.advance(retryAfterMs(1))
  await expect.poll(() => mail.received.length, SLOW).toBe(1)
  await expect.poll(mailState, SLOW).toBe('sent')
})

test('[SV4] [DE6] what the mail server will never take is said, and not tried for ever', async () => {
  mail.refuseWith(550)
  await reject('No.')
  await expect.poll(mailState, SLOW).toBe('failed')
})

test.each(['connection', 'login', 'sender'] as const)(
  '[DE6] a mail server that refuses the %s has refused no mail: it goes when the server lets it',
  async (what) => {
    mail.refuseWith(550, what)
    await reject('No.')
    await expect.poll(() => server.logged(), SLOW).toContain('a mail could not be sent')
    expect(await mailState()).toBe('waiting')
    mail.refuseWith(null)
    server.advance(retryAfterMs(1))
    await expect.poll(mailState, SLOW).toBe('sent')
    expect(mail.received).toHaveLength(1)
  }
)

test('[DE6] a recipient whom the mail server will never know is said, and not tried for ever', async () => {
  mail.refuseWith(550, 'recipient')
  await reject('No.')
  await expect.poll(mailState, SLOW).toBe('failed')
})

test('[security 24] nothing that people write becomes a header, a recipient or markup', async () => {
  const nasty = 'Green\r\nBcc: all@evil.test\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>'
  await reject(`<b>no</b>\r\n.\r\nRCPT TO:<x@evil.test>\r\nBcc: y@evil.test`, { name: nasty }, nasty)
  await expect.poll(() => mail.received.length, SLOW).toBe(1)
  const [received] = mail.received
  expect(received?.to).toEqual(['hello@green.example'])
  const headers = headersOf(received?.raw ?? '').split('\r\n')
  expect(headers.map((line) => line.split(':')[0]?.toLowerCase()).sort()).toEqual([
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to'
  ])
  const [, sent = ''] = (received?.raw ?? '').replaceAll('=\r\n', '').split('Content-Type: text/html')
  expect(sent).toContain('&lt;b&gt;no&lt;/b&gt;')
  expect(sent).not.toMatch(/<script|<b>no/)
  const { html, subject } = fillIn(DEFAULT_TEMPLATE, {
    'company.name': nasty,
    'partner.name': nasty,
    'request.type': 'add-on',
    'request.title': nasty,
    description: '<img src=x onerror=alert(1)>'
  })
  expect(subject).not.toMatch(/[\r\n]/)
  expect(html).not.toMatch(/<script|<img/)
})

test.each(['a@b.test, c@evil.test', 'a@b.test\r\nBcc: c@evil.test', 'nobody'])(
  '[DE4] [security 24] what is no address of one person is not written to: %j',
  async (email) => {
    await reject('No.', { email, id: PartnerId.parse('green') })
    expect(await mailState()).toBe('failed')
    await new Promise((resolve) => setTimeout(resolve, 1200))
    expect(mail.received).toEqual([])
  }
)

test('[SV4] tries are made later each time, and an hour apart at last', () => {
  expect([1, 2, 3, 20].map(retryAfterMs)).toEqual([15_000, 30_000, 60_000, 3_600_000])
})
