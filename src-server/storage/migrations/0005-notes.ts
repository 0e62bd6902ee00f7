import type { Kysely } from 'kysely'

/** What agents tell each other beside a conversation: a table of its own, which nothing of a follower's reads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('notes')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('after_position', 'integer', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('transferred_to_id', 'text')
    .addColumn('written_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('notes_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('notes_conversation', ['tenant_id', 'conversation_id'], 'conversations', [
      'tenant_id',
      'id'
    ])
    .execute()
  await schema
    .createIndex('notes_by_time')
    .on('notes')
    .columns(['tenant_id', 'written_at_ms', 'id'])
    .execute()
}
