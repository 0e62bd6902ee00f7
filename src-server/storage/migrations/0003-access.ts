import type { Kysely } from 'kysely'

/** Sessions that end with a wipe, and partners whose rows are synced. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .alterTable('sessions')
    .addColumn('wipe', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await schema
    .alterTable('partners')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
}
