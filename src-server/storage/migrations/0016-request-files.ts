import type { Kysely } from 'kysely'

/** Requests of partners name files that the platform has uploaded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('request_files')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('item', 'integer', (c) => c.notNull())
    .addColumn('blob_id', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('request_files_pk', ['tenant_id', 'request_id', 'item'])
    .addForeignKeyConstraint('request_files_blob', ['tenant_id', 'blob_id'], 'blobs', ['tenant_id', 'id'])
    .execute()
  await schema
    .createIndex('request_files_of_blob')
    .on('request_files')
    .columns(['tenant_id', 'blob_id'])
    .execute()
}
