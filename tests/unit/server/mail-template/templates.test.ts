import { afterEach, beforeEach, expect, test } from 'vitest'
import { RequestId } from '#shared/base/ids.ts'
import { type AdminCallName, adminPath } from '#shared/contract/admin-calls.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import { readMarkup } from '#shared/features/mail-template/markup.ts'
import {
  DEFAULT_TEMPLATE,
  fillIn,
  type MailTemplate,
  problemsOf
} from '#shared/features/mail-template/template.ts'
import type { Desk } from '../../../harness/desk.ts'
import { type MailServer, startMailServer } from '../../../harness/mail-server.ts'
import { aPartner, writePartner } from '../../../harness/partners.ts'
import { aRequest, writeRequests } from '../../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const MINE: MailTemplate = {
  subject: 'About {{request.title}}',
  text: 'Dear {{partner.name}}: {{description}}',
  html: '<h1>Dear {{partner.name}}</h1><p style="color: #333">{{description}}</p>'
}

let mail: MailServer
let server: TestServer
let adam: Desk

beforeEach(async () => {
  mail = await startMailServer()
  server = await startTestServer({ smtp: { url: mail.url, from: 'Acme <partners@acme.test>' } })
  adam = await server.desk('adam@acme.test')
})
afterEach(async () => {
  await server.close()
  await mail.close()
})

const ask = (name: AdminCallName, args: object = {}, desk = adam) => desk.send('POST', adminPath(name), args)

async function reject(reason: string) {
  await writePartner(server.storage(), server.tenant.id, aPartner({ name: '<Green> & Söhne' }))
  await writeRequests(server.storage(), server.tenant.id, [aRequest({ partnerName: '<Green> & Söhne' })])
  const args = { requestId: RequestId.parse('ask'), outcome: 'rejected', reason } as const
  await adam.push(adam.operation(requestDecide, args, { base: { version: 1 } }))
}

test('[SV4] an administrator words the mail, and takes the default back', async () => {
  expect((await ask('admin.mail.template')).json).toMatchObject({
    template: DEFAULT_TEMPLATE,
    version: 0,
    isDefault: true
  })
  const saved = await ask('admin.mail.save', { template: MINE, version: 0 })
  expect(saved.json).toMatchObject({ template: MINE, version: 1, isDefault: false, changedByName: 'Adam' })
  // somebody who had the one of before on screen
  expect(await ask('admin.mail.save', { template: DEFAULT_TEMPLATE, version: 0 })).toMatchObject({
    status: 409
  })
  await reject('No.\nReally.')
  await expect.poll(() => mail.received.length).toBe(1)
  // long lines are folded on the way
  const raw = (mail.received[0]?.raw ?? '').replaceAll('=\r\n', '')
  expect(raw).toContain('Subject: About Extra channel')
  expect(raw).toContain('<h1>Dear &lt;Green&gt; &amp; S')
  expect(raw).toMatch(/No\.<br>Really\./)
  expect((await ask('admin.mail.reset', { version: 1 })).json).toMatchObject({
    template: DEFAULT_TEMPLATE,
    version: 2
  })
})

test('[SV4] a test goes to oneself, by the template on screen; the queue says how mails stand and why they wait', async () => {
  mail.refuseWith(451)
  expect((await ask('admin.mail.test', { template: MINE })).json).toEqual({ to: 'adam@acme.test' })
  await expect
    .poll(async () => (await ask('admin.mail.queue')).json)
    .toMatchObject({
      hasMailServer: true,
      waiting: 1,
      unsent: [
        { to: 'adam@acme.test', state: 'waiting', attempts: 1, reason: expect.stringContaining('451') }
      ]
    })
  mail.refuseWith(550)
  server.advance(20_000)
  adam = await server.desk('adam@acme.test')
  await expect
    .poll(async () => (await ask('admin.mail.queue')).json)
    .toMatchObject({
      failed: 1,
      unsent: [{ state: 'failed', reason: expect.stringContaining('550') }]
    })
  mail.refuseWith(null)
  await ask('admin.mail.test', { template: MINE })
  await expect.poll(() => mail.received[0]?.to).toEqual(['adam@acme.test'])
  await expect.poll(async () => (await ask('admin.mail.queue')).json).toMatchObject({ sent: 1, waiting: 0 })
})

test.each(['lena@acme.test', 'mia@acme.test'])(
  '[security 18] %s neither reads nor changes it',
  async (email) => {
    const desk = await server.desk(email)
    for (const name of ['admin.mail.template', 'admin.mail.queue'] as const)
      expect(await ask(name, {}, desk)).toMatchObject({ status: 403 })
    expect(await ask('admin.mail.save', { template: MINE, version: 0 }, desk)).toMatchObject({ status: 403 })
  }
)

test.each([
  ['a line end in the subject', { subject: 'Hi\r\nBcc: all@evil.test' }],
  ['no subject', { subject: '  ' }],
  ['an unknown variable', { text: '{{description}} {{follower.phone}}' }],
  ['half a variable', { text: '{{description}} {{' }],
  ['no description', { html: '<p>Sorry</p>' }],
  ['a script', { html: '{{description}}<script>alert(1)</script>' }],
  ['a picture', { html: '{{description}}<img src="https://evil.test/x.png">' }],
  ['a handler', { html: '<p onclick="alert(1)">{{description}}</p>' }],
  [
    'a fetched background',
    { html: '<p style="background-color: url(https://evil.test)">{{description}}</p>' }
  ],
  ['another scheme', { html: '<a href="javascript:alert(1)">{{description}}</a>' }],
  ['a variable in an address', { html: '<a href="https://x.test/{{partner.name}}">{{description}}</a>' }],
  ['an open element', { html: '<p>{{description}}' }],
  ['half an element', { html: '<p>{{description}}</p><a href="' }]
] as const)('[security 24] a template with %s is not kept', async (_what, part) => {
  const template = { ...DEFAULT_TEMPLATE, ...part }
  expect(problemsOf(template)).toHaveLength(1)
  expect(await ask('admin.mail.save', { template, version: 0 })).toMatchObject({ status: 400 })
  expect((await ask('admin.mail.template')).json).toMatchObject({ version: 0 })
})

test('[security 24] the default is right, and what people write stays text in it', () => {
  expect(problemsOf(DEFAULT_TEMPLATE)).toEqual([])
  const evil = '</p><script>alert(1)</script>{{company.name}}'
  const values = {
    'partner.name': evil,
    'request.type': 'ad',
    'request.title': evil,
    description: evil,
    'company.name': 'Acme'
  }
  const read = readMarkup(fillIn(DEFAULT_TEMPLATE, values).html)
  expect(read.ok && read.nodes.filter((node) => typeof node !== 'string').length).toBe(5)
  expect(JSON.stringify(read)).toContain('{{company.name}}')
})
