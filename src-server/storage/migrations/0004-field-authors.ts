import { type Kysely, sql } from 'kysely'

/** Who wrote each field of a canned response, so that an edit meets the edits of others and never one's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema.alterTable('canned_responses').addColumn('title_by_id', 'text').execute()
  await schema.alterTable('canned_responses').addColumn('text_by_id', 'text').execute()
  await sql`update canned_responses set title_by_id = updated_by_id, text_by_id = updated_by_id`.execute(db)
}
