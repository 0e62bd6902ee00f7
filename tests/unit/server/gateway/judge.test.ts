import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChannelId, DeviceId, TenantId, UserId } from '#shared/base/ids.ts'
import { channelSetChat } from '#shared/features/conversation/operations.ts'
import type { Actor } from '../../../../src-server/gateway/actor.ts'
import { createRegistry, judge } from '../../../../src-server/gateway/intake/judge.ts'
import { operationHandler, type Verdict } from '../../../../src-server/gateway/operation-handler.ts'
import type { Desk } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

let server: TestServer
let desk: Desk

beforeAll(async () => {
  server = await startTestServer()
  desk = await server.desk('lena@acme.test')
})
afterAll(() => server.close())

const actor: Actor = {
  tenantId: TenantId.parse('acme'),
  userId: UserId.parse('acme-lena'),
  name: 'Lena',
  role: 'lead',
  deviceId: DeviceId.parse('d')
}

/** A handler that writes first and decides afterwards, as none should. */
function writesAndThen(verdict: () => Verdict) {
  return createRegistry([
    operationHandler({
      definition: channelSetChat,
      role: 'lead',
      async run(tx) {
        await tx.updateTable('channels').set({ name: 'Written' }).execute()
        return verdict()
      }
    })
  ])
}

async function nameAfter(verdict: () => Verdict): Promise<string> {
  const operation = desk.operation(channelSetChat, {
    channelId: ChannelId.parse('acme-shop'),
    enabled: false
  })
  await server.storage().transact((tx) => judge(tx, writesAndThen(verdict), actor, operation, 1))
  const row = await server.storage().read((db) => {
    return db.selectFrom('channels').select('name').executeTakeFirstOrThrow()
  })
  return row.name
}

test('[PU5] a rejected Operation leaves no trace, even when its room wrote before it decided', async () => {
  expect(await nameAfter(() => ({ status: 'rejected', code: 'forbidden', detail: {} }))).toBe('Shop')
  expect(await nameAfter(() => ({ status: 'accepted', changes: [] }))).toBe('Written')
})

test('two handlers for one type and version are a bug that stops the start', () => {
  const handler = operationHandler({
    definition: channelSetChat,
    role: 'lead',
    run: async () => ({ status: 'accepted', changes: [] })
  })
  expect(() => createRegistry([handler, handler])).toThrow('channel.set-chat@1')
})
