import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OPERATIONS, type OperationType } from '#shared/contract/operations.ts'
import { PATHS } from '#shared/contract/wire.ts'
import { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { Desk } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

/** The least role that may ask for each; a new Operation has to say it here, or this does not compile. */
const LEAST: Record<OperationType, Role> = {
  'message.send': 'agent',
  'conversation.take': 'agent',
  'conversation.finish': 'agent',
  'conversation.transfer': 'agent',
  'note.write': 'agent',
  'conversation.read': 'agent',
  'channel.set-chat': 'lead',
  'canned-category.create': 'agent',
  'canned-category.rename': 'agent',
  'canned-category.remove': 'agent',
  'canned-category.move': 'agent',
  'canned-response.create': 'agent',
  'canned-response.edit': 'agent',
  'canned-response.remove': 'agent',
  'canned-response.move': 'agent',
  'canned-response.use': 'agent',
  'engagement.send': 'agent',
  'engagement.create': 'admin',
  'engagement.edit': 'admin',
  'engagement.move': 'admin',
  'request.decide': 'lead',
  'request.see': 'lead',
  'request.note-undone': 'lead',
  'user.set-role': 'admin',
  'user.deactivate': 'admin',
  'user.activate': 'admin',
  'op.cancel': 'agent'
}

const PEOPLE = { agent: 'mia@acme.test', lead: 'lena@acme.test', admin: 'adam@acme.test' } as const

/** Who has no session that lives. */
const OUTSIDERS = ['nobody', 'forged', 'deactivated', 'expired'] as const

let server: TestServer
const tokens = new Map<string, string>()
const desks = new Map<Role, Desk>()

beforeAll(async () => {
  server = await startTestServer()
  tokens.set('expired', (await server.signIn('mia@acme.test')).accessToken)
  server.advance(16 * 60_000)
  tokens.set('forged', 'forged')
  tokens.set('deactivated', (await server.signIn('tom@acme.test')).accessToken)
  for (const role of Role.options) desks.set(role, new Desk(server.url, await server.signIn(PEOPLE[role])))
  await server.storage().transact(async (tx) => {
    await tx.updateTable('users').set({ active: 0 }).where('email', '=', 'tom@acme.test').execute()
  })
})
afterAll(() => server.close())

/** No Operation has such args, so that one that is allowed changes nothing all the same. */
const NO_ARGS = { nothing: 'fits' }

function anOperation(desk: Desk, { type, v }: (typeof OPERATIONS)[number]) {
  const definition = { type, v, args: undefined as never, lane: () => 'none:none' as never }
  return desk.operation(definition, NO_ARGS as never)
}

describe.each(OPERATIONS.map((definition) => [definition.type, definition] as const))(
  '[security 18] %s',
  (type, definition) => {
    test.each(Role.options)('asked for by the role %s', async (role) => {
      const desk = desks.get(role)
      if (!desk) throw new Error('no desk')
      const [outcome] = await desk.push(anOperation(desk, definition))
      const code = includesRole(role, LEAST[type]) ? 'invalid_args' : 'forbidden'
      expect(outcome).toMatchObject({ status: 'rejected', code })
    })

    test('asked for without a session that lives', async () => {
      const desk = desks.get('admin')
      if (!desk) throw new Error('no desk')
      const body = JSON.stringify({ deviceId: desk.deviceId, operations: [anOperation(desk, definition)] })
      for (const who of OUTSIDERS) {
        const token = tokens.get(who)
        const answer = await fetch(server.url + PATHS.push, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(token !== undefined && { authorization: `Bearer ${token}` })
          },
          body
        })
        expect(answer.status, who).toBe(401)
      }
    })
  }
)
