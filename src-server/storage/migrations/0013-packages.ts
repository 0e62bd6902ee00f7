import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../schema.ts'

const Decided = z.object({ decision: z.object({ atMs: z.number() }).nullable() })

/** Packages that partners can buy, as the platform tells them; and requests in the order of their decisions. */
export async function up(db: Kysely<Database>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('packages')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenants.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('packages_pk', ['tenant_id', 'id'])
    .addUniqueConstraint('packages_name', ['tenant_id', 'name'])
    .execute()
  await schema.alterTable('requests').addColumn('decided_at_ms', 'bigint').execute()
  await schema
    .createIndex('requests_by_decision')
    .on('requests')
    .columns(['tenant_id', 'decided_at_ms', 'id'])
    .execute()
  for (const { tenant_id, id, body } of await db
    .selectFrom('requests')
    .select(['tenant_id', 'id', 'body'])
    .execute()) {
    const { data } = Decided.safeParse(JSON.parse(body))
    if (!data?.decision) continue
    await db
      .updateTable('requests')
      .set({ decided_at_ms: data.decision.atMs })
      .where('tenant_id', '=', tenant_id)
      .where('id', '=', id)
      .execute()
  }
}
