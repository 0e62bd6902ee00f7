import { type Kysely, sql } from 'kysely'

/**
 * Engagements are served now: the catalogue, what was sent of it, and whom it may go to. Rows from before named files that were never
 * there, so they go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await sql`DELETE FROM engagements`.execute(db)
  await schema
    .alterTable('engagements')
    .addColumn('known', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await schema
    .createTable('sent_engagements')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('follower_id', 'text', (c) => c.notNull())
    .addColumn('engagement_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('sent_by_id', 'text', (c) => c.notNull())
    .addColumn('sent_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('outcome_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('sent_engagements_pk', ['tenant_id', 'id'])
    .execute()
  await schema
    .createIndex('sent_engagements_of_follower')
    .on('sent_engagements')
    .columns(['tenant_id', 'follower_id', 'engagement_id'])
    .execute()
  await schema.alterTable('messages').addColumn('engagement', 'text').execute()
  await schema.alterTable('channels').addColumn('engagement_types', 'text').execute()
  await schema.alterTable('followers').addColumn('barred_engagements', 'text').execute()
}
