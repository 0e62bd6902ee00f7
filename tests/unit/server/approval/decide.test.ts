import { afterAll, beforeAll, expect, test } from 'vitest'
import { RequestId } from '#shared/base/ids.ts'
import { PartnerRequest } from '#shared/features/approval/entities.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import { Partner } from '#shared/features/partner/entities.ts'
import type { Desk } from '../../../harness/desk.ts'
import { aPartner, writePartner } from '../../../harness/partners.ts'
import { aRequest, CONTENTS, writeRequests } from '../../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { loyalty, withKind } from '../../../harness/sixth-kind.ts'

let server: TestServer
let lena: Desk
let adam: Desk

beforeAll(async () => {
  server = await startTestServer()
  lena = await server.desk('lena@acme.test')
  adam = await server.desk('adam@acme.test')
})
afterAll(() => server.close())

let partnerVersion = 0
async function asked(kind: string, content: Record<string, unknown>): Promise<RequestId> {
  const id = RequestId.parse(`${kind}-${++partnerVersion}`)
  await writePartner(server.storage(), server.tenant.id, aPartner({ version: partnerVersion }))
  await writeRequests(server.storage(), server.tenant.id, [aRequest({ id, kind, content })])
  return id
}

const decide = (
  desk: Desk,
  requestId: RequestId,
  outcome: 'approved' | 'rejected',
  reason: string | null = null,
  version = 1
) => desk.push(desk.operation(requestDecide, { requestId, outcome, reason }, { base: { version } }))

async function rowsOf(requestId: RequestId) {
  const requests = (await lena.snapshotRows('request')).map((row) => PartnerRequest.parse(row))
  const partners = (await lena.snapshotRows('partner')).map((row) => Partner.parse(row))
  const request = requests.find(({ id }) => id === requestId)
  if (!request || !partners[0]) throw new Error('they are gone')
  return { request, partner: partners[0] }
}

const mailsOf = (requestId: RequestId) =>
  server
    .storage()
    .read((db) => db.selectFrom('mails').selectAll().where('request_id', '=', requestId).execute())

test.each([
  ['partnership', { packageName: 'Starter', status: 'active', terms: CONTENTS.partnership.terms }],
  ['add-on', { addOns: [{ name: 'Extra channel', price: { minor: 2900, currency: 'EUR' } }] }],
  ['broadcast', { broadcasts: [{ title: '15% on your first visit', type: 'coupon' }] }],
  ['advertising-package', { impressions: 55_000 }],
  ['ad', { impressions: 3000, ads: [{ headline: 'Two wheels, zero excuses', impressions: 2000 }] }]
] as const)(
  '[DE3] [PM10] approving a request of the kind %s has its effect in the same seq',
  async (kind, effect) => {
    const requestId = await asked(kind, CONTENTS[kind])
    const [outcome] = await decide(lena, requestId, 'approved')
    expect(outcome).toMatchObject({ status: 'accepted' })
    const { request, partner } = await rowsOf(requestId)
    expect(request.decision).toMatchObject({ outcome: 'approved', byName: 'Lena', reason: null, mail: null })
    expect(partner).toMatchObject(effect)
    const seq = outcome?.status === 'accepted' ? outcome.seq : 0
    const { items } = await lena.pull(seq - 1)
    expect(items.map(({ entity, seq: at }) => [entity, at])).toEqual([
      ['request', seq],
      ['partner', seq]
    ])
    expect(await mailsOf(requestId)).toEqual([])
  }
)

test('[PM10] the package decides what the partner’s channels may send, for everybody and at once', async () => {
  const requestId = RequestId.parse('shop-package')
  const slug = 'acme-shop'
  const channels = [{ name: 'Shop', slug, followers: 1 }]
  await writePartner(server.storage(), server.tenant.id, aPartner({ version: ++partnerVersion, channels }))
  await writeRequests(server.storage(), server.tenant.id, [
    aRequest({ id: requestId, kind: 'partnership', content: CONTENTS.partnership })
  ])
  const [outcome] = await decide(lena, requestId, 'approved')
  const seq = outcome?.status === 'accepted' ? outcome.seq : 0
  const mia = await server.desk('mia@acme.test')
  const { items } = await mia.pull(seq - 1)
  expect(items).toMatchObject([
    { entity: 'channel', row: { slug, engagementTypes: ['message', 'ringtone'] } }
  ])
})

test('[DE1, DE4] [PM6] of two leads the first wins, in either order, and the second is told who, what, when and why', async () => {
  const first = await asked('add-on', CONTENTS['add-on'])
  await decide(lena, first, 'rejected', 'Your package has it already.')
  const [late] = await decide(adam, first, 'approved')
  expect(late).toMatchObject({
    status: 'rejected',
    code: 'already_decided',
    detail: {
      byName: 'Lena',
      atMs: expect.any(Number),
      decision: { outcome: 'rejected', reason: 'Your package has it already.', mailTo: 'hello@green.example' }
    }
  })
  expect((await rowsOf(first)).partner.addOns).toEqual([])
  expect(await mailsOf(first)).toHaveLength(1)

  const second = await asked('add-on', CONTENTS['add-on'])
  await decide(adam, second, 'approved')
  const [later] = await decide(lena, second, 'rejected', 'No.')
  expect(later).toMatchObject({ code: 'already_decided', detail: { byName: 'Adam' } })
  expect((await rowsOf(second)).partner.addOns).toHaveLength(1)
  expect(await mailsOf(second)).toEqual([])
})

test('[DE2] [PM6] what the partner has changed or taken back since is not decided', async () => {
  const changed = await asked('add-on', CONTENTS['add-on'])
  await writeRequests(server.storage(), server.tenant.id, [aRequest({ id: changed, version: 2 })])
  expect(await decide(lena, changed, 'approved')).toMatchObject([{ code: 'request_amended' }])
  expect(await decide(lena, changed, 'approved', null, 2)).toMatchObject([{ status: 'accepted' }])

  const withdrawn = await asked('add-on', CONTENTS['add-on'])
  await writeRequests(server.storage(), server.tenant.id, [
    aRequest({ id: withdrawn, version: 2, withdrawnAtMs: 5 })
  ])
  expect(await decide(lena, withdrawn, 'approved', null, 2)).toMatchObject([{ code: 'request_withdrawn' }])
})

test.each([null, '', '  \n '])('[PM1] a rejection needs a description: %j', async (reason) => {
  const requestId = await asked('add-on', CONTENTS['add-on'])
  expect(await decide(lena, requestId, 'rejected', reason)).toMatchObject([{ code: 'invalid_args' }])
})

test('[DE9] [security 18] an agent decides nothing and receives nothing', async () => {
  const requestId = await asked('add-on', CONTENTS['add-on'])
  const mia = await server.desk('mia@acme.test')
  expect(await decide(mia, requestId, 'approved')).toMatchObject([{ code: 'forbidden' }])
  expect(await mia.snapshotRows('request')).toEqual([])
  const { items } = await mia.pull(1)
  expect(items.filter(({ entity }) => entity === 'request' || entity === 'partner')).toEqual([])
  expect((await rowsOf(requestId)).request.decision).toBeNull()
})

test('[DE3] [PM6] every decision and every refusal of one is in the audit', async () => {
  const requestId = await asked('ad', CONTENTS.ad)
  await decide(lena, requestId, 'approved')
  await decide(adam, requestId, 'approved')
  const audit = await server
    .storage()
    .read((db) =>
      db
        .selectFrom('audit')
        .select(['actor_id', 'action', 'outcome'])
        .where('target', '=', `request:${requestId}`)
        .orderBy('id')
        .execute()
    )
  expect(audit.map(({ actor_id, outcome }) => [actor_id, outcome])).toEqual([
    ['acme-lena', 'accepted'],
    ['acme-adam', 'already_decided']
  ])
})

test('[PM4] a sixth Kind takes one definition and one line in the list', async () => {
  const withSixth = await withKind(loyalty, async () => {
    const requestId = await asked('loyalty', { points: 7000 })
    expect(await decide(lena, requestId, 'approved')).toMatchObject([{ status: 'accepted' }])
    return await rowsOf(requestId)
  })
  expect(withSixth.partner.impressions).toBe(12_000)
  const unlisted = await asked('loyalty', { points: 7000 })
  await expect(decide(lena, unlisted, 'approved')).rejects.toThrow()
})
