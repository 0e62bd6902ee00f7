import type { Kysely } from 'kysely'

/** How often agents use a canned response, how often they change it before they send it, and when they last did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  for (const count of ['inserted', 'edited']) {
    await schema
      .alterTable('canned_responses')
      .addColumn(count, 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  }
  await schema.alterTable('canned_responses').addColumn('last_used_at_ms', 'bigint').execute()
}
