import type { TenantId, WebhookEventId, WebhookId } from '#shared/base/ids.ts'
import type { Database, WebhookDeliveriesTable, WebhookEndpointsTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import type { Attempted } from './decide-attempt.ts'

/** An endpoint of a tenant. */
export interface EndpointKey {
  tenantId: TenantId
  webhookId: WebhookId
}

export async function endpointById(
  db: ReadTx,
  { tenantId, webhookId }: EndpointKey
): Promise<WebhookEndpointsTable | null> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', webhookId)
    .executeTakeFirst()
  return row ?? null
}

export function endpointsOf(db: ReadTx, tenantId: TenantId): Promise<WebhookEndpointsTable[]> {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at_ms')
    .orderBy('id')
    .execute()
}

/** Every endpoint of every tenant that events are sent to. */
export function endpointsInUse(db: ReadTx): Promise<WebhookEndpointsTable[]> {
  return db.selectFrom('webhook_endpoints').selectAll().where('off_reason', 'is', null).execute()
}

/** How many deliveries of a tenant's endpoints wait. */
export async function waitingOf(db: ReadTx, tenantId: TenantId): Promise<Map<WebhookId, number>> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select(['endpoint_id', (eb) => eb.fn.countAll<number>().as('waiting')])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'waiting')
    .groupBy('endpoint_id')
    .execute()
  return new Map(rows.map(({ endpoint_id, waiting }) => [endpoint_id, waiting]))
}

export async function addEndpoint(tx: Tx, row: WebhookEndpointsTable): Promise<void> {
  await tx.insertInto('webhook_endpoints').values(row).execute()
}

export async function updateEndpoint(
  tx: Tx,
  { tenantId, webhookId }: EndpointKey,
  changed: Partial<Omit<WebhookEndpointsTable, 'tenant_id' | 'id'>>
): Promise<void> {
  if (Object.keys(changed).length === 0) return
  await tx
    .updateTable('webhook_endpoints')
    .set(changed)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', webhookId)
    .execute()
}

/** Removes an endpoint with its deliveries; answers whether it was there. */
export async function removeEndpoint(tx: Tx, { tenantId, webhookId }: EndpointKey): Promise<boolean> {
  await tx
    .deleteFrom('webhook_deliveries')
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', webhookId)
    .execute()
  const removed = await tx
    .deleteFrom('webhook_endpoints')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', webhookId)
    .returning('id')
    .execute()
  return removed.length > 0
}

/** Leaves an event behind for its endpoints; it is their turn at once. */
export async function addEvent(
  tx: Tx,
  event: Database['webhook_events'] & { type: string },
  endpoints: readonly WebhookId[]
): Promise<void> {
  const { type, ...row } = event
  const { tenant_id, id, created_at_ms } = row
  await tx.insertInto('webhook_events').values(row).execute()
  await tx
    .insertInto('webhook_deliveries')
    .values(
      endpoints.map((endpoint_id) => ({
        tenant_id,
        endpoint_id,
        event_id: id,
        type,
        state: 'waiting' as const,
        attempts: 0,
        next_at_ms: created_at_ms,
        created_at_ms,
        last_at_ms: null,
        settled_at_ms: null,
        status: null,
        problem: null
      }))
    )
    .execute()
}

/** The newest deliveries of an endpoint, newest first. */
export function newestDeliveries(
  db: ReadTx,
  { tenantId, webhookId }: EndpointKey,
  limit: number
): Promise<WebhookDeliveriesTable[]> {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', webhookId)
    .orderBy('created_at_ms', 'desc')
    .orderBy('event_id', 'desc')
    .limit(limit)
    .execute()
}

export async function deliveryById(
  db: ReadTx,
  { tenantId, webhookId }: EndpointKey,
  eventId: WebhookEventId
): Promise<WebhookDeliveriesTable | null> {
  const row = await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', webhookId)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return row ?? null
}

export async function updateDelivery(
  tx: Tx,
  { tenantId, webhookId }: EndpointKey,
  eventId: WebhookEventId,
  changed: Partial<Attempted['delivery']>
): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set(changed)
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', webhookId)
    .where('event_id', '=', eventId)
    .execute()
}

/** What waited while its endpoint was off has its turn at once. */
export async function hurryDeliveries(
  tx: Tx,
  { tenantId, webhookId }: EndpointKey,
  nowMs: number
): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ next_at_ms: nowMs })
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute()
}

/** Endpoints in use with something whose turn it is. */
export function dueEndpoints(db: ReadTx, nowMs: number): Promise<WebhookEndpointsTable[]> {
  return db
    .selectFrom('webhook_endpoints as e')
    .selectAll()
    .where('e.off_reason', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('webhook_deliveries as d')
          .select('d.event_id')
          .whereRef('d.tenant_id', '=', 'e.tenant_id')
          .whereRef('d.endpoint_id', '=', 'e.id')
          .where('d.state', '=', 'waiting')
          .where('d.next_at_ms', '<=', nowMs)
      )
    )
    .execute()
}

/** Events whose turn it is at an endpoint, those that wait longest first. */
export async function dueEvents(
  db: ReadTx,
  { tenantId, webhookId }: EndpointKey,
  nowMs: number,
  limit: number
): Promise<WebhookEventId[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select('event_id')
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .where('next_at_ms', '<=', nowMs)
    .orderBy('next_at_ms')
    .limit(limit)
    .execute()
  return rows.map(({ event_id }) => event_id)
}

export async function bodyOf(
  db: ReadTx,
  tenantId: TenantId,
  eventId: WebhookEventId
): Promise<string | null> {
  const row = await db
    .selectFrom('webhook_events')
    .select('body')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', eventId)
    .executeTakeFirst()
  return row?.body ?? null
}

/** Forgets events that happened before a time, and what became of them. Answers whether there may be more to forget. */
export async function forgetEvents(
  tx: Tx,
  tenantId: TenantId,
  beforeMs: number,
  limit: number
): Promise<boolean> {
  const old = await tx
    .selectFrom('webhook_events')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('created_at_ms', '<', beforeMs)
    .limit(limit)
    .execute()
  if (old.length === 0) return false
  const ids = old.map(({ id }) => id)
  await tx
    .deleteFrom('webhook_deliveries')
    .where('tenant_id', '=', tenantId)
    .where('event_id', 'in', ids)
    .execute()
  await tx.deleteFrom('webhook_events').where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
  return old.length === limit
}
