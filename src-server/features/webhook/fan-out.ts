import { type ConversationId, type TenantId, WebhookEventId } from '#shared/base/ids.ts'
import type { RoomTools } from '../../gateway/room.ts'
import type { WebhookEndpointsTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { type Chat, type Noted, noteChange, TOLD_CHANGES } from './events.ts'
import { type Told, writePayload } from './payload.ts'
import { addEvent, endpointsInUse } from './repository.ts'
import { eventsOf } from './rows.ts'

/** Most seqs of a tenant that become events in one transaction. */
const SEQS_PER_TURN = 500
/** The cursor is written at least so often, in seqs: after a restart no more are walked again. */
const CURSOR_EVERY = 5000

/** Walks the feeds and leaves deliveries behind. */
export interface FanOut {
  /** Goes as far as the feeds reach now. */
  run(): Promise<void>
}

/** What of a feed is looked at in one turn. */
interface Part {
  to: number
  head: number
  events: { seq: number; atMs: number; told: Told }[]
}

/**
 * Makes deliveries of Changes, once: a part of a feed, its deliveries and the cursor behind it are one transaction. Where nothing is
 * left behind the cursor moves in memory, so that a tenant whose endpoints want nothing costs next to no writes.
 */
export function createFanOut({
  storage,
  mintId,
  log
}: Pick<RoomTools, 'storage' | 'mintId' | 'log'>): FanOut {
  const seen = new Map<TenantId, number>()

  async function runTenant(tenantId: TenantId, endpoints: readonly WebhookEndpointsTable[]): Promise<void> {
    const start = Math.min(...endpoints.map(({ from_seq }) => from_seq))
    for (;;) {
      const { kept, part } = await storage.read(async (db) => {
        const cursor = await cursorOf(db, tenantId)
        const from = Math.max(seen.get(tenantId) ?? 0, cursor, start)
        return { kept: cursor, part: await readPart(db, tenantId, from, noteOrSkip) }
      })
      const left = part.events.flatMap(({ seq, told, atMs }) => {
        const wanted = endpoints.filter((endpoint) => seq > endpoint.from_seq && wants(endpoint, told))
        return wanted.length > 0 ? [{ told, atMs, endpoints: wanted.map(({ id }) => id) }] : []
      })
      if (left.length > 0 || part.to - Math.max(kept, start) >= CURSOR_EVERY) {
        await storage.transact(async (tx) => {
          for (const { told, atMs, endpoints: ids } of left) {
            const id = WebhookEventId.parse(`evt_${mintId()}`)
            const body = writePayload(told, { id, tenantId, atMs })
            await addEvent(tx, { tenant_id: tenantId, id, type: told.type, body, created_at_ms: atMs }, ids)
          }
          await setCursor(tx, tenantId, part.to)
        })
      }
      seen.set(tenantId, part.to)
      if (part.to >= part.head) return
    }
  }

  /** A row that cannot be read must not hold up every event after it. */
  function noteOrSkip(type: string, row: string): Noted | null {
    try {
      return noteChange(type, JSON.parse(row))
    } catch (error) {
      log.error({ err: error, type }, 'a Change cannot be told of')
      return null
    }
  }

  return {
    async run() {
      const byTenant = new Map<TenantId, WebhookEndpointsTable[]>()
      for (const endpoint of await storage.read(endpointsInUse)) {
        const others = byTenant.get(endpoint.tenant_id) ?? []
        byTenant.set(endpoint.tenant_id, [...others, endpoint])
      }
      for (const [tenantId, endpoints] of byTenant) await runTenant(tenantId, endpoints)
    }
  }
}

function wants(endpoint: WebhookEndpointsTable, { type }: Told): boolean {
  return eventsOf(endpoint).some((event) => event === type)
}

async function cursorOf(db: ReadTx, tenantId: TenantId): Promise<number> {
  const row = await db
    .selectFrom('webhook_cursors')
    .select('seq')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row?.seq ?? 0
}

async function setCursor(tx: Tx, tenantId: TenantId, seq: number): Promise<void> {
  await tx
    .insertInto('webhook_cursors')
    .values({ tenant_id: tenantId, seq })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ seq }))
    .execute()
}

/** The events of the seqs after `from`, as far as one turn goes. */
async function readPart(
  db: ReadTx,
  tenantId: TenantId,
  from: number,
  note: (type: string, row: string) => Noted | null
): Promise<Part> {
  const { head_seq: head } = await db
    .selectFrom('tenants')
    .select('head_seq')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const to = Math.min(head, from + SEQS_PER_TURN)
  if (to <= from) return { to: from, head, events: [] }
  const rows = await db
    .selectFrom('changes')
    .select(['seq', 'type', 'row', 'created_at_ms as atMs'])
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', from)
    .where('seq', '<=', to)
    .where('kind', '=', 'row')
    .where('type', 'in', TOLD_CHANGES)
    .orderBy('seq')
    .orderBy('item')
    .execute()
  const notes = rows.flatMap(({ seq, type, row, atMs }) => {
    const noted = row === null ? null : note(type, row)
    return noted ? [{ seq, atMs, noted }] : []
  })
  const chats = await chatsOf(
    db,
    tenantId,
    notes.flatMap(({ noted }) => noted.conversationId ?? [])
  )
  const events = notes.flatMap(({ seq, atMs, noted }) => {
    if (noted.conversationId === null) return [{ seq, atMs, told: noted.tell() }]
    const chat = chats.get(noted.conversationId)
    return chat ? [{ seq, atMs, told: noted.tell(chat) }] : []
  })
  return { to, head, events }
}

async function chatsOf(
  db: ReadTx,
  tenantId: TenantId,
  ids: readonly ConversationId[]
): Promise<Map<ConversationId, Chat>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversations')
    .select(['id as conversationId', 'channel_id as channelId', 'follower_id as followerId'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((chat) => [chat.conversationId, chat]))
}
