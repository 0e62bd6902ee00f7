import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RequestId } from '#shared/base/ids.ts'
import type { RequestFilter } from '#shared/features/approval/views.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import { systemClock } from '../../../src-server/app/system.ts'
import { TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { aPartner, writePartner } from '../../harness/partners.ts'
import { aRequest, CONTENTS, writeRequests } from '../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'

const UNDO_MS = 6000

let server: TestServer
const desks: TestAccount<HandFlushedLink, typeof systemClock>[] = []

beforeEach(async () => {
  server = await startTestServer()
  await writePartner(server.storage(), server.tenant.id, aPartner())
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
  await server.close()
})

/** A desk whose clock can be put forward, so that nobody waits for the undo window. */
async function aDesk(email: string) {
  const { grant } = await server.desk(email)
  const link = new HandFlushedLink(createHttpLink({ serverUrl: server.url, fetch, io }))
  for (const kind of ['push', 'changes', 'snapshotStart', 'snapshotPage'] as const) link.flowing.add(kind)
  let aheadMs = 0
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs }
  const desk = new TestAccount({
    link,
    clock,
    identity: grant.identity,
    accessToken: async () => grant.accessToken
  })
  desks.push(desk)
  await desk.open()
  await expect.poll(async () => (await desk.query('sync.status', {})).link).toBe('online')
  return {
    desk,
    async letLeave() {
      aheadMs += UNDO_MS
      await desk.act('sync.retry-now', {})
    }
  }
}
type AnyDesk = Awaited<ReturnType<typeof aDesk>>

const ALL: RequestFilter = {
  kinds: ['partnership', 'add-on', 'broadcast', 'advertising-package', 'ad'],
  state: 'pending',
  search: '',
  outcome: null,
  partnerId: null,
  order: 'requested',
  descending: false
}
const list = async ({ desk }: AnyDesk, more: Partial<RequestFilter> = {}, offset = 0, limit = 100) =>
  desk.query('approval.requests', { ...ALL, ...more, offset, limit })

const ask = RequestId.parse('ask')
const decide = ({ desk }: AnyDesk, outcome: 'approved' | 'rejected', reason: string | null = null) =>
  desk.ask('request.decide', { requestId: ask, outcome, reason }, { version: 1 })
const mails = () => server.storage().read((db) => db.selectFrom('mails').selectAll().execute())

test('[PM8] a decision stays on this computer while it can be undone, and is "deciding", never "approved"', async () => {
  await writeRequests(server.storage(), server.tenant.id, [aRequest()])
  const lena = await aDesk('lena@acme.test')
  const opId = await decide(lena, 'rejected', 'No.')
  await lena.desk.act('sync.retry-now', {})
  const [row] = (await list(lena)).rows
  expect(row).toMatchObject({ decision: null, deciding: { outcome: 'rejected', reason: 'No.' } })
  expect(row?.deciding?.undoUntilMs).toBeGreaterThan(Date.now())
  expect(await lena.desk.query('approval.counts', {})).toEqual({ 'add-on': 0 })
  expect(await lena.desk.act('outbox.discard', { opId })).toEqual({ outcome: 'discarded' })
  await lena.letLeave()
  expect(await lena.desk.query('approval.counts', {})).toEqual({ 'add-on': 1 })
  expect(await mails()).toEqual([])

  await decide(lena, 'rejected', 'Really not.')
  await lena.letLeave()
  await expect.poll(async () => (await list(lena, { state: 'decided' })).total).toBe(1)
  expect((await list(lena)).total).toBe(0)
  expect(await mails()).toHaveLength(1)
  expect(await lena.desk.query('approval.reasons', {})).toEqual({ lastUsed: ['Really not.'] })
})

test.each([
  ['the one online rejects first', 'rejected', 'approved', 1],
  ['the one online approves first', 'approved', 'rejected', 0]
] as const)(
  '[PM6] two leads, one offline: %s, both agree, and the loser is told',
  async (_case, first, second, sent) => {
    await writeRequests(server.storage(), server.tenant.id, [aRequest()])
    const [lena, adam] = [await aDesk('lena@acme.test'), await aDesk('adam@acme.test')]
    const reasonOf = (outcome: string) => (outcome === 'rejected' ? 'Because.' : null)
    await adam.desk.act('sync.set-offline', { offline: true })
    await decide(adam, second, reasonOf(second))
    await decide(lena, first, reasonOf(first))
    await lena.letLeave()
    await expect.poll(async () => (await list(lena, { state: 'decided' })).total).toBe(1)
    expect((await list(adam)).rows).toMatchObject([{ deciding: { outcome: second } }])

    await adam.letLeave()
    await adam.desk.act('sync.set-offline', { offline: false })
    await expect.poll(async () => (await adam.desk.query('approval.refused', {})).length).toBe(1)
    expect(await adam.desk.query('approval.refused', {})).toMatchObject([
      {
        decision: { outcome: first, byName: 'Lena' },
        refusal: {
          outcome: second,
          code: 'already_decided',
          detail: { byName: 'Lena', decision: { outcome: first, reason: reasonOf(first) } }
        }
      }
    ])
    await expect.poll(async () => (await list(adam, { state: 'decided' })).total).toBe(1)
    expect(await mails()).toHaveLength(sent)
  }
)

test('[PM7] the impact is there before the decision, and gone after it', async () => {
  await writeRequests(server.storage(), server.tenant.id, [
    aRequest({ kind: 'partnership', title: 'Starter', content: CONTENTS.partnership })
  ])
  const lena = await aDesk('lena@acme.test')
  const detail = await lena.desk.query('approval.request', { requestId: ask })
  expect(detail?.impact.map(({ label, text, tone }) => `${tone} ${label}: ${text}`)).toEqual([
    'neutral Package: Starter takes the place of Gold',
    'gain Engagements gained: ringtone',
    'loss Engagements lost: coupon, promo',
    'loss Channels over the limit: 1 in use, 0 in the new package',
    'loss Active engagements over the limit: 4 are active, the new package allows 3'
  ])
  await decide(lena, 'approved')
  await lena.letLeave()
  await expect
    .poll(async () => (await lena.desk.query('approval.request', { requestId: ask }))?.impact)
    .toEqual([])
  const after = await lena.desk.query('approval.request', { requestId: ask })
  expect(after?.trail.map(({ what, by }) => [what, by])).toEqual([
    ['asked', 'Green Energy'],
    ['approved', 'Lena']
  ])
})

test('[PM2] lists are searched by words, without case, accents or patterns, sorted and paged', async () => {
  const named = (n: number, partnerName: string, minor: number) =>
    aRequest({
      id: RequestId.parse(`r${n}`),
      partnerName,
      requestedAtMs: n,
      content: { ...CONTENTS['add-on'], price: { minor, currency: 'EUR' } }
    })
  await writeRequests(server.storage(), server.tenant.id, [
    named(1, 'Casa Verde', 300),
    named(2, 'Håkon & Söhne 100%', 100),
    named(3, 'apple', 200)
  ])
  const lena = await aDesk('lena@acme.test')
  const names = async (more: Partial<RequestFilter>, offset = 0, limit = 100) =>
    (await list(lena, more, offset, limit)).rows.map(({ partnerName }) => partnerName)
  expect(await names({ search: 'HAKON sohne' })).toEqual(['Håkon & Söhne 100%'])
  expect(await names({ search: '0%' })).toEqual(['Håkon & Söhne 100%'])
  expect(await names({ search: '_' })).toEqual([])
  expect(await names({ order: 'partner' })).toEqual(['apple', 'Casa Verde', 'Håkon & Söhne 100%'])
  expect(await names({ order: 'price', descending: true })).toEqual([
    'Casa Verde',
    'apple',
    'Håkon & Söhne 100%'
  ])
  expect(await names({}, 1, 1)).toEqual(['Håkon & Söhne 100%'])
  expect((await list(lena, {}, 1, 1)).total).toBe(3)
})
