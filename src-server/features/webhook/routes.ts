import { WebhookEventId } from '#shared/base/ids.ts'
import type { WebhookEndpoint } from '#shared/features/webhook/endpoints.ts'
import { TEST_EVENT } from '#shared/features/webhook/events.ts'
import { addAdminRoute } from '../../gateway/admin-route.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import type { OutboundPolicy } from '../../outbound/target.ts'
import type { WebhookEndpointsTable } from '../../storage/schema.ts'
import { changeEndpoint, knownEndpoint, makeEndpoint, note, rotateSecret } from './keep.ts'
import { writePayload } from './payload.ts'
import {
  addEvent,
  deliveryById,
  endpointsOf,
  newestDeliveries,
  removeEndpoint,
  updateDelivery,
  waitingOf
} from './repository.ts'
import { toDelivery, toEndpoint } from './rows.ts'

/** How many deliveries of an endpoint are shown. */
const SHOWN = 50

/** How administrators keep the endpoints of their tenant. `wake` lets the queue be looked at now. */
export function addWebhookRoutes(
  http: HttpServer,
  tools: RoomTools,
  policy: OutboundPolicy,
  wake: () => void
): void {
  const { storage, clock } = tools

  async function shown(row: WebhookEndpointsTable): Promise<WebhookEndpoint> {
    const waiting = await storage.read((db) => waitingOf(db, row.tenant_id))
    return toEndpoint(row, waiting.get(row.id) ?? 0, clock.nowMs())
  }

  addAdminRoute(http, 'admin.webhooks.list', 'The webhooks of the tenant', async ({ tenantId }) =>
    storage.read(async (db) => {
      const waiting = await waitingOf(db, tenantId)
      const rows = await endpointsOf(db, tenantId)
      return { endpoints: rows.map((row) => toEndpoint(row, waiting.get(row.id) ?? 0, clock.nowMs())) }
    })
  )

  addAdminRoute(
    http,
    'admin.webhooks.create',
    'Make a webhook; the answer is the only one that has its secret',
    async (caller, args) => {
      const row = await makeEndpoint(tools, policy, caller, args)
      return { endpoint: await shown(row), secret: row.secret }
    }
  )

  addAdminRoute(
    http,
    'admin.webhooks.change',
    'Change a webhook, turn it on or off',
    async (caller, args) => {
      const row = await changeEndpoint(tools, policy, caller, args)
      wake()
      return await shown(row)
    }
  )

  addAdminRoute(
    http,
    'admin.webhooks.remove',
    'Delete a webhook with what waits for it',
    async (caller, { webhookId }) => {
      await storage.transact(async (tx) => {
        if (await removeEndpoint(tx, { tenantId: caller.tenantId, webhookId })) {
          await note(tx, tools, caller, 'webhook.delete', webhookId)
        }
      })
      return {}
    }
  )

  addAdminRoute(
    http,
    'admin.webhooks.rotate',
    'Replace the secret of a webhook; the answer is the only one that has the new one',
    async (caller, { webhookId, keepOldHours }) => {
      const row = await rotateSecret(tools, caller, webhookId, keepOldHours)
      return { endpoint: await shown(row), secret: row.secret }
    }
  )

  addAdminRoute(
    http,
    'admin.webhooks.test',
    'Send a test event to a webhook, once',
    async (caller, { webhookId }) => {
      const { tenantId } = caller
      const eventId = WebhookEventId.parse(`evt_${tools.mintId()}`)
      const atMs = clock.nowMs()
      const told = { type: TEST_EVENT, data: { endpointId: webhookId } } as const
      const body = writePayload(told, { id: eventId, tenantId, atMs })
      await storage.transact(async (tx) => {
        refuseWhenOff(await knownEndpoint(tx, { tenantId, webhookId }))
        const event = { tenant_id: tenantId, id: eventId, type: TEST_EVENT, body, created_at_ms: atMs }
        await addEvent(tx, event, [webhookId])
        await note(tx, tools, caller, 'webhook.test', webhookId, eventId)
      })
      wake()
      return { eventId }
    }
  )

  addAdminRoute(
    http,
    'admin.webhooks.deliveries',
    'The newest deliveries of a webhook, newest first',
    async ({ tenantId }, { webhookId }) =>
      storage.read(async (db) => {
        const key = { tenantId, webhookId }
        await knownEndpoint(db, key)
        return { deliveries: (await newestDeliveries(db, key, SHOWN)).map(toDelivery) }
      })
  )

  addAdminRoute(
    http,
    'admin.webhooks.retry',
    'Send an event to a webhook again, now',
    async (caller, { webhookId, eventId }) => {
      const key = { tenantId: caller.tenantId, webhookId }
      const row = await storage.transact(async (tx) => {
        refuseWhenOff(await knownEndpoint(tx, key))
        const delivery = await deliveryById(tx, key, eventId)
        if (!delivery) throw new Refusal('not_found', 'This event is not kept any more.')
        const now = { state: 'waiting', next_at_ms: clock.nowMs(), settled_at_ms: null } as const
        await updateDelivery(tx, key, eventId, now)
        await note(tx, tools, caller, 'webhook.retry', webhookId, eventId)
        return { ...delivery, ...now }
      })
      wake()
      return toDelivery(row)
    }
  )
}

function refuseWhenOff({ off_reason }: WebhookEndpointsTable): void {
  if (off_reason !== null) {
    throw new Refusal('conflict', 'This webhook is off, so nothing is sent to it. Turn it on first.')
  }
}
