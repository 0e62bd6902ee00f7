import { type TenantId, type WebhookEventId, WebhookId } from '#shared/base/ids.ts'
import { MAX_ENDPOINTS, type NewWebhook, type WebhookEdit } from '#shared/features/webhook/endpoints.ts'
import type { Caller } from '../../gateway/actor.ts'
import { writeAudit } from '../../gateway/audit.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { RoomTools } from '../../gateway/room.ts'
import { judgeTarget, type OutboundPolicy } from '../../outbound/target.ts'
import type { WebhookEndpointsTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import {
  addEndpoint,
  type EndpointKey,
  endpointById,
  endpointsOf,
  hurryDeliveries,
  updateEndpoint
} from './repository.ts'
import { makeSecret } from './sign.ts'

const HOUR_MS = 3_600_000

type Tools = Pick<RoomTools, 'storage' | 'clock' | 'mintId' | 'randomBytes'>

/** Makes an endpoint that is told of what happens from now on; its secret is in the row. Throws a Refusal. */
export async function makeEndpoint(
  tools: Tools,
  policy: OutboundPolicy,
  caller: Caller,
  { url, description, events }: NewWebhook
): Promise<WebhookEndpointsTable> {
  const { storage, clock, mintId, randomBytes } = tools
  const { tenantId } = caller
  const reachable = await reachableUrl(url, policy)
  return await storage.transact(async (tx) => {
    if ((await endpointsOf(tx, tenantId)).length >= MAX_ENDPOINTS) {
      throw new Refusal('bad_request', `There are ${MAX_ENDPOINTS} webhooks already. Delete one first.`)
    }
    const row: WebhookEndpointsTable = {
      tenant_id: tenantId,
      id: WebhookId.parse(mintId()),
      url: reachable,
      description,
      events: JSON.stringify(events),
      off_reason: null,
      off_at_ms: null,
      secret: makeSecret(randomBytes),
      old_secret: null,
      old_secret_until_ms: null,
      from_seq: await headOf(tx, tenantId),
      failing_since_ms: null,
      problem: null,
      last_delivered_at_ms: null,
      created_at_ms: clock.nowMs()
    }
    await addEndpoint(tx, row)
    await note(tx, tools, caller, 'webhook.create', row.id)
    return row
  })
}

/**
 * Changes an endpoint. Turned on again it is told of what happens from then on, and what still waits goes out at once.
 * Throws a Refusal.
 */
export async function changeEndpoint(
  tools: Tools,
  policy: OutboundPolicy,
  caller: Caller,
  { webhookId, url, description, events, enabled }: WebhookEdit
): Promise<WebhookEndpointsTable> {
  const { storage, clock } = tools
  const key = { tenantId: caller.tenantId, webhookId }
  const reachable = url === undefined ? undefined : await reachableUrl(url, policy)
  return await storage.transact(async (tx) => {
    const before = await knownEndpoint(tx, key)
    const nowMs = clock.nowMs()
    const isOn = before.off_reason === null
    const turned = enabled === undefined || enabled === isOn ? {} : await turn(tx, key, enabled, nowMs)
    // what was wrong with another address says nothing about this one
    const isElsewhere = reachable !== undefined && reachable !== before.url
    if (isElsewhere) await hurryDeliveries(tx, key, nowMs)
    const changed: Partial<WebhookEndpointsTable> = {
      ...turned,
      ...(isElsewhere && { url: reachable, failing_since_ms: null, problem: null }),
      ...(description !== undefined && { description }),
      ...(events !== undefined && { events: JSON.stringify(events) })
    }
    await updateEndpoint(tx, key, changed)
    await note(tx, tools, caller, 'webhook.change', webhookId)
    return { ...before, ...changed }
  })
}

async function turn(
  tx: Tx,
  key: EndpointKey,
  enabled: boolean,
  nowMs: number
): Promise<Partial<WebhookEndpointsTable>> {
  if (!enabled) return { off_reason: 'by-hand', off_at_ms: nowMs }
  await hurryDeliveries(tx, key, nowMs)
  const from_seq = await headOf(tx, key.tenantId)
  return { off_reason: null, off_at_ms: null, failing_since_ms: null, problem: null, from_seq }
}

/** Gives an endpoint a new secret; the one before signs beside it for a while. Throws a Refusal. */
export async function rotateSecret(
  tools: Tools,
  caller: Caller,
  webhookId: WebhookId,
  keepOldHours: number
): Promise<WebhookEndpointsTable> {
  const { storage, clock, randomBytes } = tools
  const key = { tenantId: caller.tenantId, webhookId }
  return await storage.transact(async (tx) => {
    const before = await knownEndpoint(tx, key)
    const old =
      keepOldHours === 0
        ? { old_secret: null, old_secret_until_ms: null }
        : { old_secret: before.secret, old_secret_until_ms: clock.nowMs() + keepOldHours * HOUR_MS }
    const changed = { secret: makeSecret(randomBytes), ...old }
    await updateEndpoint(tx, key, changed)
    await note(tx, tools, caller, 'webhook.rotate', webhookId)
    return { ...before, ...changed }
  })
}

/** The endpoint of a tenant; of another one there is none. Throws a Refusal. */
export async function knownEndpoint(db: ReadTx, key: EndpointKey): Promise<WebhookEndpointsTable> {
  const endpoint = await endpointById(db, key)
  if (!endpoint) throw new Refusal('not_found', 'There is no such webhook any more.')
  return endpoint
}

/** Writes into the audit what an administrator did with an endpoint. */
export async function note(
  tx: Tx,
  { clock, mintId }: Pick<Tools, 'clock' | 'mintId'>,
  { tenantId, userId }: Pick<Caller, 'tenantId' | 'userId'>,
  action: `webhook.${string}`,
  webhookId: WebhookId,
  eventId?: WebhookEventId
): Promise<void> {
  const entry = {
    tenant_id: tenantId,
    id: mintId(),
    at_ms: clock.nowMs(),
    actor_id: userId,
    action,
    target: `webhook:${webhookId}`,
    outcome: 'accepted',
    detail: eventId === undefined ? {} : { event: eventId }
  }
  await writeAudit(tx, [entry])
}

async function reachableUrl(text: string, policy: OutboundPolicy): Promise<string> {
  const target = await judgeTarget(text, policy)
  if (target.ok) return target.value.url.href
  throw new Refusal('bad_request', target.error)
}

async function headOf(db: ReadTx, tenantId: TenantId): Promise<number> {
  const tenant = await db
    .selectFrom('tenants')
    .select('head_seq')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return tenant.head_seq
}
