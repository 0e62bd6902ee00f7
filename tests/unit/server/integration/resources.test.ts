import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ChannelId, ConversationId, EngagementId } from '#shared/base/ids.ts'
import type { EngagementContent } from '#shared/features/engagement/content.ts'
import { engagementSend } from '#shared/features/engagement/operations.ts'
import { ApiScope } from '#shared/features/integration/api-keys.ts'
import { saveEngagement } from '../../../../src-server/features/engagement/repository.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'
import { type Platform, platformOf } from './platform.ts'

let server: TestServer
let platform: Platform
let other: Platform
beforeAll(async () => {
  server = await startTestServer()
  await seedTenant(server.storage(), 'globex')
  platform = await platformOf(server, ApiScope.options)
  other = await platformOf(server, ApiScope.options, 'adam@globex.test')
})
afterAll(() => server.close())

/** What a desk of acme is told by what `work` does. */
async function toldBy(email: string, work: () => Promise<unknown>) {
  const desk = await server.desk(email)
  const { seq } = await desk.openSnapshot()
  await work()
  return (await desk.pull(seq)).items
}

const follower = {
  name: 'Nora Lind',
  phone: '+46 8 123',
  email: 'nora@example.test',
  locale: 'sv',
  city: 'Malmö'
}
const terms = { channels: 2, engagementTypes: ['promo', 'message'], activeEngagements: 5 }
const gold = { name: 'Gold', price: { minor: 9900, currency: 'EUR' }, terms }
const partner = { name: 'Green Energy', email: 'hello@green.example' }

describe('followers', () => {
  test('[SV3] are created once, changed, and seen by desks; the same again changes nothing', async () => {
    const told = await toldBy('mia@acme.test', async () => {
      const made = await platform.put('/followers/u1', follower)
      expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"'])
      expect(made.body).toMatchObject({ id: 'u1', ...follower, version: 1 })
      const again = await platform.put('/followers/u1', follower)
      expect([again.status, again.body]).toEqual([200, made.body])
      const changed = await platform.put('/followers/u1', { ...follower, city: 'Lund' })
      expect([changed.status, changed.body.version, changed.body.followedSinceMs]).toEqual([
        200,
        2,
        made.body.followedSinceMs
      ])
    })
    expect(told.map((item) => [item.type, item.id])).toEqual([
      ['follower.changed', 'u1'],
      ['follower.changed', 'u1']
    ])
    expect((await platform.get('/followers/u1')).body).toMatchObject({ city: 'Lund', version: 2 })
  })

  test('[SV3] the session of their page stays when the platform changes them', async () => {
    await server.storage().transact((tx) =>
      tx
        .updateTable('followers')
        .set({ session_hash: 'abc' })
        .where('id', '=', 'acme-amal' as never)
        .execute()
    )
    expect((await platform.put('/followers/acme-amal', { name: 'Amal H.' })).status).toBe(200)
    const row = await server.storage().read((db) =>
      db
        .selectFrom('followers')
        .select('session_hash')
        .where('id', '=', 'acme-amal' as never)
        .executeTakeFirst()
    )
    expect(row?.session_hash).toBe('abc')
  })

  test('[SV3] a version that was read can be asked for', async () => {
    await platform.put('/followers/u2', follower)
    const stale = await platform.put('/followers/u2', { name: 'X' }, { 'if-match': '"7"' })
    expect([stale.status, stale.body.code]).toEqual([412, 'version_mismatch'])
    const fresh = await platform.put('/followers/u2', { name: 'X' }, { 'if-match': '"1"' })
    expect([fresh.status, fresh.body.name]).toEqual([200, 'X'])
    const taken = await platform.put('/followers/u2', { name: 'Y' }, { 'if-none-match': '*' })
    expect([taken.status, taken.body.code]).toEqual([412, 'version_mismatch'])
  })

  test('[SV3] are read page by page, each once', async () => {
    for (let at = 0; at < 7; at++) await platform.put(`/followers/page-${at}`, { name: `P ${at}` })
    const ids: string[] = []
    let after = ''
    for (;;) {
      const { body } = await platform.get(`/followers?limit=3${after}`)
      ids.push(...(body.items as { id: string }[]).map(({ id }) => id))
      if (body.next === null) break
      after = `&after=${body.next}`
    }
    expect(ids).toEqual([...new Set(ids)].sort())
    expect(ids.filter((id) => id.startsWith('page-'))).toHaveLength(7)
  })
})

test('[security 18] another tenant’s key finds nothing of ours, and its own things may have the same ids', async () => {
  await platform.put('/followers/same', follower)
  await platform.put('/packages/same', gold)
  await platform.put('/partners/same', partner)
  for (const path of [
    '/followers/same',
    '/packages/same',
    '/partners/same',
    '/channels/acme-shop',
    '/conversations/acme-chat',
    '/conversations/acme-chat/messages'
  ])
    expect([path, (await other.get(path)).status]).toEqual([path, 404])
  expect((await other.put('/followers/same', { name: 'Theirs' })).status).toBe(201)
  expect((await platform.get('/followers/same')).body).toMatchObject({ name: follower.name })
  const lists = [
    '/followers',
    '/channels',
    '/packages',
    '/partners',
    '/requests',
    '/conversations',
    '/engagements',
    '/decisions'
  ]
  for (const path of lists) expect((await other.get(path)).text).not.toMatch(/acme|Nora/)
  const taken = await other.put('/channels/mine', { slug: 'acme-shop', name: 'X', partnerName: 'X' })
  expect([taken.status, taken.body.code]).toEqual([409, 'conflict'])
})

describe('hostile input', () => {
  test.each([
    ['an unknown field', '/followers/h1', { ...follower, admin: true }],
    ['a name of nothing', '/followers/h1', { name: '   ' }],
    ['a name with a direction mark', '/followers/h1', { name: 'Nora \u202Egnp.exe' }],
    ['a name of two lines', '/followers/h1', { name: 'Nora\r\nBcc: x' }],
    ['a long name', '/followers/h1', { name: 'x'.repeat(301) }],
    ['no address', '/followers/h1', { name: 'x', email: 'a@b.test, c@d.test' }],
    ['an id with a slash', '/followers/a%2Fb', follower],
    ['an id with dots', '/followers/..', follower],
    ['a long id', `/followers/${'x'.repeat(65)}`, follower],
    ['a list', '/followers/h1', []],
    ['nothing', '/followers/h1', null],
    ['money with cents after a point', '/packages/h1', { ...gold, price: { minor: 99.5, currency: 'EUR' } }],
    ['a currency of our own', '/packages/h1', { ...gold, price: { minor: 1, currency: 'eur' } }],
    ['a type that is none', '/packages/h1', { ...gold, terms: { ...terms, engagementTypes: ['spam'] } }],
    ['a script for a website', '/partners/h1', { ...partner, website: 'javascript:alert(1)' }],
    [
      'one channel twice',
      '/partners/h1',
      {
        ...partner,
        channels: [
          { name: 'a', slug: 'a' },
          { name: 'b', slug: 'a' }
        ]
      }
    ],
    ['a slug with a slash', '/channels/h1', { slug: 'a/b', name: 'x', partnerName: 'x' }]
  ])('[SV3] %s is refused with the place, and nothing is stored', async (_case, path, body) => {
    const answer = await platform.put(path, body)
    expect([400, 404]).toContain(answer.status)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.body).toMatchObject({
      status: answer.status,
      title: expect.any(String),
      detail: expect.any(String),
      type: `/api#${answer.body.code}`
    })
    if (path.endsWith('h1')) expect((await platform.get(path)).status).toBe(404)
  })

  test('[SV3] every place that does not fit is told', async () => {
    const { body } = await platform.put('/packages/h2', {
      name: '',
      price: { minor: -1, currency: 'EUR' },
      terms
    })
    expect(body.errors).toMatchObject([
      { in: 'body', pointer: '/name' },
      { in: 'body', pointer: '/price/minor' }
    ])
  })

  test('[security 22] deep or large bodies, keys that reach for prototypes, and other types are refused', async () => {
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`
    for (const body of [deep, '{"__proto__":{"x":1}}', '{', `{"name":"${'x'.repeat(300_000)}"}`]) {
      const { status, headers } = await platform.put('/followers/h3', body)
      expect([400, 413]).toContain(status)
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    }
    const form = await platform.call('PUT', '/followers/h3', 'name=x', { 'content-type': 'text/plain' })
    expect(form.status).toBe(400)
    expect((await platform.get('/followers/%zz')).status).toBe(400)
    expect((await platform.get('/nothing')).body).toMatchObject({ code: 'not_found', status: 404 })
  })

  test.each(['limit=0', 'limit=501', 'limit=x', 'other=1'])(
    '[SV3] a list with %s is refused',
    async (query) => {
      expect((await platform.get(`/followers?${query}`)).status).toBe(400)
    }
  )

  test('[SV3] a place in a list that is none is refused', async () => {
    for (const path of ['/conversations', '/decisions'])
      expect((await platform.get(`${path}?after=nowhere`)).body).toMatchObject({ code: 'bad_request' })
  })
})

describe('what agents may send', () => {
  const engagementId = EngagementId.parse('e-promo')
  const content: EngagementContent = {
    // it may come again, so that one follower is enough for all of these
    ...{ type: 'promo', name: 'Ten off', description: '' },
    ...{ buttonText: 'More info', url: 'https://shop.test/ten', assets: [] }
  }
  const channel = { slug: 'acme-shop', name: 'Shop', partnerName: 'Green Energy' }
  const allowed = { engagementTypes: null }

  beforeEach(async () => {
    await server.storage().transact((tx) =>
      saveEngagement(tx, server.tenant.id, {
        ...{ id: engagementId, channelId: ChannelId.parse('acme-shop'), state: 'active', content },
        ...{ activatedAtMs: 1, createdAtMs: 1, updatedAtMs: 1, version: 1 }
      })
    )
    expect((await platform.put('/channels/acme-shop', { ...channel, ...allowed })).status).toBe(200)
    const freed = await platform.put('/followers/acme-amal/entitlements', { barredEngagements: [] })
    expect(freed.status).toBe(200)
  })

  /** Lets an agent send the promo; answers the reason of a refusal. */
  async function send(): Promise<unknown> {
    const mia = await server.desk('mia@acme.test')
    const args = { conversationId: ConversationId.parse('acme-chat'), engagementId, takeOver: true }
    const [outcome] = await mia.push(
      mia.operation(engagementSend, args, { base: { version: 99, inboundSeq: 1 } })
    )
    if (outcome?.status !== 'rejected') return outcome?.status
    return outcome.code === 'engagement_unavailable' ? outcome.detail.reason : outcome.code
  }

  test('[SV3, EN2] a channel’s types change at once what may be sent, and desks are told', async () => {
    expect(await send()).toBe('accepted')
    const told = await toldBy('mia@acme.test', () =>
      platform.put('/channels/acme-shop', { ...channel, engagementTypes: ['message'] })
    )
    expect(told).toMatchObject([{ type: 'channel.changed', row: { engagementTypes: ['message'] } }])
    expect(await send()).toBe('type_not_in_package')
    // what the request does not speak of stays
    await platform.put('/channels/acme-shop', { ...channel, name: 'Shop 2' })
    expect(await send()).toBe('type_not_in_package')
  })

  test('[SV3, EN2] a follower who is barred is sent nothing of it', async () => {
    const told = await toldBy('mia@acme.test', () =>
      platform.put('/followers/acme-amal/entitlements', { barredEngagements: ['e-promo'] })
    )
    expect(told).toMatchObject([{ type: 'follower.changed', row: { barredEngagements: ['e-promo'] } }])
    expect(await send()).toBe('not_entitled')
    // what else changes of the follower leaves that as it is
    await platform.put('/followers/acme-amal', { name: 'Amal' })
    expect(await send()).toBe('not_entitled')
    const unknown = await platform.put('/followers/acme-amal/entitlements', { barredEngagements: ['nope'] })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown_reference'])
    expect((await platform.get('/engagements')).body.items).toMatchObject([
      { id: 'e-promo', type: 'promo', title: 'Ten off' }
    ])
  })

  test('[SV3, PM10] a package that changes changes its partners and their channels, in one piece', async () => {
    await platform.put('/packages/silver', { ...gold, name: 'Silver' })
    const shop = { name: 'Shop', slug: 'acme-shop', followers: 1 }
    const made = await platform.put('/partners/p1', { ...partner, packageId: 'silver', channels: [shop] })
    expect(made.body).toMatchObject({ packageName: 'Silver', terms: { channels: 2 }, status: 'new' })
    expect(await send()).toBe('accepted')
    const told = await toldBy('lena@acme.test', () =>
      platform.put('/packages/silver', {
        ...gold,
        name: 'Silver',
        terms: { ...terms, engagementTypes: ['message'] }
      })
    )
    expect(told.map(({ type }) => type)).toEqual(['partner.changed', 'channel.changed'])
    expect(new Set(told.map(({ seq }) => seq)).size).toBe(1)
    expect(await send()).toBe('type_not_in_package')
    // a change of something else does not undo what was decided for the channel by itself
    await platform.put('/channels/acme-shop', { ...channel, engagementTypes: ['promo'] })
    await platform.put('/partners/p1', { ...partner, invoiceId: 'INV-2' })
    expect(await send()).toBe('accepted')
    expect((await platform.get('/partners/p1')).body).toMatchObject({
      invoiceId: 'INV-2',
      packageName: 'Silver',
      channels: [shop]
    })
  })

  test('[SV3] a new channel begins with its chat off and with what its partner’s package holds', async () => {
    await platform.put('/packages/bronze', { ...gold, name: 'Bronze' })
    const channels = [{ name: 'New', slug: 'new-shop', followers: 0 }]
    await platform.put('/partners/p2', { ...partner, packageId: 'bronze', channels })
    const made = await platform.put('/channels/c2', { slug: 'new-shop', name: 'New', partnerName: 'G' })
    expect([made.status, made.body]).toMatchObject([
      201,
      { chatEnabled: false, engagementTypes: ['message', 'promo'] }
    ])
  })
})

describe('partners and packages', () => {
  test('[SV3, security 18] leads are told of partners, agents are not', async () => {
    const work = () => platform.put('/partners/secret', partner)
    expect(await toldBy('mia@acme.test', work)).toEqual([])
    await platform.put('/partners/secret', { ...partner, name: 'Secret 2' })
    const lena = await server.desk('lena@acme.test')
    expect(await lena.snapshotRows('partner')).toContainEqual(expect.objectContaining({ name: 'Secret 2' }))
  })

  test('[SV3] two packages of one name, and a package that is not there, are clear errors', async () => {
    await platform.put('/packages/a', { ...gold, name: 'Once' })
    const twice = await platform.put('/packages/b', { ...gold, name: 'Once' })
    expect([twice.status, twice.body.code]).toEqual([409, 'conflict'])
    const none = await platform.put('/partners/p3', { ...partner, packageId: 'none' })
    expect([none.status, none.body.code]).toEqual([422, 'unknown_reference'])
    expect((await platform.get('/partners/p3')).status).toBe(404)
  })

  test('[SV3] amounts keep their smallest units whatever the currency', async () => {
    const price = { minor: 1_000_000_000_000, currency: 'JPY' }
    expect((await platform.put('/packages/yen', { ...gold, name: 'Yen', price })).body).toMatchObject({
      price
    })
  })
})

test('[SV3] two writes of one thing at the same time make one of it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => platform.put('/followers/race', follower))
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
  expect((await platform.get('/followers/race')).body.version).toBe(1)
})

test('[SV3] conversations and messages are read page by page, without the notes', async () => {
  const { body } = await platform.get('/conversations?followerId=acme-amal')
  expect(body.items).toMatchObject([{ id: 'acme-chat', channelId: 'acme-shop', followerId: 'acme-amal' }])
  expect((await platform.get(`/conversations?after=${body.next}`)).body).toEqual({
    items: [],
    next: body.next
  })
  await server.storage().transact((tx) =>
    tx
      .insertInto('notes')
      .values({
        ...{ tenant_id: server.tenant.id, id: 'n1' as never, conversation_id: 'acme-chat' as never },
        ...{
          after_position: 1,
          author_id: 'acme-mia' as never,
          text: 'a secret of the agents',
          written_at_ms: 1
        }
      })
      .execute()
  )
  const first = await platform.get('/conversations/acme-chat/messages?limit=1')
  expect(first.body).toMatchObject({
    items: [{ position: 1, direction: 'in', text: 'Hello', agent: null }],
    next: 1
  })
  const rest = await platform.get('/conversations/acme-chat/messages?after=1')
  expect(rest.text).not.toContain('a secret of the agents')
  expect(rest.body.items).toMatchObject([
    { position: 2, engagement: { id: 'e-promo', type: 'promo' }, agent: { name: 'Mia' } },
    {},
    {}
  ])
  expect((await platform.get('/conversations/acme-chat')).body).toMatchObject({
    agent: { id: 'acme-mia', name: 'Mia' }
  })
})

test('[security 26] every write is audited with the key and what became of it, and no text', async () => {
  await platform.put('/followers/audited', { name: 'Very Private' })
  await platform.put('/followers/audited', { name: 'Very Private' })
  const lines = await server
    .storage()
    .read((db) =>
      db
        .selectFrom('audit')
        .select(['action', 'outcome', 'actor_id', 'detail'])
        .where('target', '=', 'follower:audited')
        .orderBy('id')
        .execute()
    )
  const detail = JSON.stringify({ apiKey: platform.keyId })
  expect(lines).toEqual([
    { action: 'follower.put', outcome: 'accepted', actor_id: null, detail },
    { action: 'follower.put', outcome: 'unchanged', actor_id: null, detail }
  ])
  expect(server.logged()).not.toContain('Very Private')
})
