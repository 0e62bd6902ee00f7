import { type Kysely, sql } from 'kysely'

/**
 * A message names the one before it and a conversation its last one: an index by conversation and position was half of what a push wrote.
 * What is left of that index has each 64th message, so that reading begins near to where it is asked to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema.alterTable('conversations').addColumn('last_message_id', 'text').execute()
  await sql`UPDATE conversations SET last_message_id = (
    SELECT m.id FROM messages m
    WHERE m.tenant_id = conversations.tenant_id AND m.conversation_id = conversations.id
    ORDER BY m.position DESC LIMIT 1)`.execute(db)

  await schema
    .createTable('chained_messages')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('sent_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('attachments', 'text')
    .addColumn('engagement', 'text')
    .addColumn('previous_id', 'text')
    .addPrimaryKeyConstraint('messages_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('messages_conversation', ['tenant_id', 'conversation_id'], 'conversations', [
      'tenant_id',
      'id'
    ])
    .execute()
  await sql`INSERT INTO chained_messages
    SELECT m.tenant_id, m.id, m.conversation_id, m.position, m.direction, m.author_id, m.text, m.sent_at_ms, m.attachments, m.engagement,
      (SELECT p.id FROM messages p
       WHERE p.tenant_id = m.tenant_id AND p.conversation_id = m.conversation_id AND p.position < m.position
       ORDER BY p.position DESC LIMIT 1)
    FROM messages m`.execute(db)
  await schema.dropTable('messages').execute()
  await schema.alterTable('chained_messages').renameTo('messages').execute()
  await schema
    .createIndex('messages_by_time')
    .on('messages')
    .columns(['tenant_id', 'sent_at_ms', 'id'])
    .execute()
  await schema
    .createIndex('messages_milestones')
    .unique()
    .on('messages')
    .columns(['tenant_id', 'conversation_id', 'position'])
    .where(sql<boolean>`position % 64 = 0`)
    .execute()
}
