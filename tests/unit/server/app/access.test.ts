import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChannelId, ConversationId } from '#shared/base/ids.ts'
import { OPERATIONS } from '#shared/contract/operations.ts'
import { PATHS, SignInRequest } from '#shared/contract/wire.ts'
import { Role } from '#shared/features/session/entities.ts'
import { ACCESS } from '../../../../src-server/app/access-table.ts'
import type { Desk } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'

let server: TestServer
let stranger: Desk
const byRole = new Map<Role, Desk>()

const PEOPLE = { agent: 'mia@acme.test', lead: 'lena@acme.test', admin: 'adam@acme.test' } as const

beforeAll(async () => {
  server = await startTestServer({ metricsToken: 'metrics-token-of-the-test' })
  await seedTenant(server.storage(), 'globex')
  stranger = await server.desk('mia@globex.test')
  for (const role of Role.options) byRole.set(role, await server.desk(PEOPLE[role]))
})
afterAll(() => server.close())

const routes = Object.entries(ACCESS).map(([name, rule]) => {
  const [method = '', path = ''] = name.split(' ')
  return { name, method, path, ...rule }
})
const ofUsers = routes.filter(({ access }) => Role.options.some((role) => role === access))

/** A path with its parameters filled in. */
function fill(path: string): string {
  return path
    .replace(':entity', 'message')
    .replace(':slug', 'acme-shop')
    .replace(':file', 'x.js')
    .replace(':sha256', 'a'.repeat(64))
    .replace(':upload', 'b'.repeat(32))
    .replace(':message', 'm1')
}

async function call(method: string, path: string, token?: string) {
  const response = await fetch(server.url + fill(path), {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && { 'content-type': 'application/json' })
    },
    ...(method === 'POST' && { body: '{}' })
  })
  return { status: response.status, text: await response.text() }
}

test('every route of the server stands in the table, and every line of the table is a route', () => {
  const http = server.http()
  for (const { method, path } of routes) {
    expect([method, path, http.hasRoute({ method: method as 'GET', url: path })]).toEqual([
      method,
      path,
      true
    ])
  }
  const addUnlisted = () => http.get('/unlisted', async () => 'x')
  expect(addUnlisted).toThrow()
})

test('the figures ask for their token when there is one, and tell no person and no tenant', async () => {
  expect((await call('GET', '/metrics')).status).toBe(401)
  expect((await call('GET', '/metrics', 'metrics-token-of-the-tesT')).status).toBe(401)
  const { status, text } = await call('GET', '/metrics', 'metrics-token-of-the-test')
  expect(status).toBe(200)
  expect(text).toContain(
    'octopus_http_request_seconds_count{method="POST",route="/session/sign-in",status="200"}'
  )
  expect(text).not.toMatch(/acme|mia|@/)
})

test('the API describes itself: every route of a desk, with its schemas', async () => {
  const described = JSON.parse((await call('GET', '/openapi.json')).text) as {
    paths: Record<string, Record<string, unknown>>
  }
  // HEAD is described by nobody: it has no answer beside its headers
  for (const { method, path } of ofUsers.filter(({ method }) => method !== 'HEAD')) {
    const url = path.replace(/:(\w+)/g, '{$1}')
    expect(described.paths[url]?.[method.toLowerCase()]).toMatchObject({ responses: { 200: {} } })
  }
  const signIn = described.paths[PATHS.signIn]?.post
  for (const field of Object.keys(SignInRequest.shape)) expect(JSON.stringify(signIn)).toContain(field)
})

describe('[security 18] every Operation', () => {
  const args = {
    conversationId: ConversationId.parse('acme-chat'),
    channelId: ChannelId.parse('acme-shop'),
    text: 'x',
    takeOver: false,
    inboundSeq: 1,
    enabled: false,
    categoryId: 'acme-category',
    responseId: 'acme-response',
    name: 'x',
    title: 'x',
    confirmedResponses: 0,
    afterId: null,
    engagementId: 'acme-engagement',
    to: 'active',
    content: { type: 'wallpaper', name: 'x', files: [], pricePoints: 0, bonusPoints: 0 },
    useId: 'a-use',
    wasEdited: false,
    userId: 'acme-mia',
    toUserId: 'acme-mia',
    role: 'agent',
    requestId: 'acme-ask',
    outcome: 'approved',
    decisionOpId: 'a-decision-of-acme',
    reason: null,
    opId: 'an-operation-of-acme'
  }

  /** Creating comes last: it makes things of the stranger's own under the same ids, which is allowed. */
  const creates = (type: string) => type.endsWith('.create')
  const inOrder = [
    ...OPERATIONS.filter(({ type }) => !creates(type)),
    ...OPERATIONS.filter(({ type }) => creates(type))
  ]

  function tryOn(desk: Desk, definition: (typeof OPERATIONS)[number]) {
    return desk.push(desk.operation(definition as never, definition.args.parse(args) as never))
  }

  test.each(inOrder.map((definition) => [definition.type, definition] as const))(
    '%s reaches nothing of another tenant',
    async (type, definition) => {
      const admin = byRole.get('admin')
      if (!admin) throw new Error('no admin')
      for (const creation of inOrder.filter((one) => creates(one.type))) await tryOn(admin, creation)
      const before = await contentOf('acme')
      const [outcome] = await tryOn(stranger, definition)
      // nothing of anybody's is withdrawn: the id stands for nothing in the stranger's own tenant
      if (!creates(type) && type !== 'op.cancel') {
        expect(outcome).toMatchObject({
          status: 'rejected',
          code: expect.stringMatching(/^(not_found|forbidden)$/)
        })
      }
      expect(await contentOf('acme')).toEqual(before)
    }
  )
})

/** All that a tenant owns, as the database has it. */
async function contentOf(tenant: string): Promise<unknown> {
  const tables = [
    'users',
    'partners',
    'channels',
    'conversations',
    'messages',
    'read_marks',
    'canned_categories',
    'canned_responses',
    'engagements',
    'sent_engagements',
    'api_keys',
    'changes'
  ] as const
  return await server.storage().read((db) =>
    Promise.all(
      tables.map((table) =>
        db
          .selectFrom(table)
          .selectAll()
          .where('tenant_id', '=', tenant as never)
          .execute()
      )
    )
  )
}
