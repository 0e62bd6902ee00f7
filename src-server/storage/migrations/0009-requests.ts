import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../schema.ts'

/** Requests of partners are synced and decided; what they are told waits in `mails`. */
export async function up(db: Kysely<Database>): Promise<void> {
  const { schema } = db
  await schema
    .alterTable('requests')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await schema
    .createTable('mails')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('to_address', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('settled_at_ms', 'bigint')
    .addPrimaryKeyConstraint('mails_pk', ['tenant_id', 'request_id'])
    .execute()
  await schema.createIndex('mails_by_turn').on('mails').columns(['state', 'next_at_ms']).execute()
  await reshapeDemo(db)
}

/** A request as demos kept it before anything read it. */
const Old = z.object({
  partnerName: z.string(),
  decision: z
    .object({
      outcome: z.string(),
      decidedById: z.string(),
      decidedAtMs: z.number(),
      reason: z.string().nullable()
    })
    .nullable(),
  priceCents: z.number().optional(),
  currency: z.string().optional()
})

/** Brings the requests of demos into the shape in which they are synced. */
async function reshapeDemo(db: Kysely<Database>): Promise<void> {
  const users = await db.selectFrom('users').select(['id', 'name']).execute()
  const names = new Map<string, string>(users.map(({ id, name }) => [id, name]))
  for (const row of await db.selectFrom('requests').selectAll().execute()) {
    const body: Record<string, unknown> = JSON.parse(row.body)
    const old = Old.safeParse(body)
    if (!old.success || 'content' in body) continue
    const { decision, priceCents, currency } = old.data
    const { id, kind, partnerId, partnerName, partnerStatus, title, requestedAtMs, ...rest } = body
    const { decision: _decision, priceCents: _cents, currency: _currency, ...said } = rest
    const content = {
      ...said,
      ...(priceCents !== undefined && { price: { minor: priceCents, currency } }),
      ...MISSING[row.kind]
    }
    const shaped = {
      ...{ id, kind, partnerId, partnerName, partnerStatus, title, requestedAtMs, content },
      withdrawnAtMs: null,
      decision: decision && {
        outcome: decision.outcome,
        byId: decision.decidedById,
        byName: names.get(decision.decidedById) ?? '',
        atMs: decision.decidedAtMs,
        reason: decision.reason,
        mail: null
      }
    }
    await db
      .updateTable('requests')
      .set({ body: JSON.stringify(shaped) })
      .where('tenant_id', '=', row.tenant_id)
      .where('id', '=', row.id)
      .execute()
  }
}

/** What the old shape did not have. */
const MISSING: Record<string, object> = {
  partnership: { terms: null },
  broadcast: { buttonText: null },
  ad: { format: 'native' }
}
