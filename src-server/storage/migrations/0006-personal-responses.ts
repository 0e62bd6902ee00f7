import { type Kysely, sql } from 'kysely'

/** Canned responses that one agent keeps alone; and categories that can be moved while a colleague renames them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema.alterTable('canned_responses').addColumn('owner_id', 'text').execute()
  await schema
    .alterTable('canned_categories')
    .addColumn('name_version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await sql`update canned_categories set name_version = version`.execute(db)
}
