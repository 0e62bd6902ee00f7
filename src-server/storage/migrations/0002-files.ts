import type { Kysely } from 'kysely'

/** Files that were uploaded, and the messages that they go with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema.alterTable('messages').addColumn('attachments', 'text').execute()

  await schema
    .createTable('blobs')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('size_bytes', 'bigint', (c) => c.notNull())
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('blobs_pk', ['tenant_id', 'id'])
    .addUniqueConstraint('blobs_bytes', ['tenant_id', 'owner', 'sha256'])
    .execute()

  await schema
    .createTable('message_files')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('item', 'integer', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('blob_id', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('message_files_pk', ['tenant_id', 'message_id', 'item'])
    .addForeignKeyConstraint('message_files_blob', ['tenant_id', 'blob_id'], 'blobs', ['tenant_id', 'id'])
    .execute()
  await schema
    .createIndex('message_files_of_blob')
    .on('message_files')
    .columns(['tenant_id', 'blob_id'])
    .execute()
  await schema
    .createIndex('message_files_of_conversation')
    .on('message_files')
    .columns(['tenant_id', 'conversation_id', 'sha256'])
    .execute()
}
