import type { Kysely } from 'kysely'

/** Canned responses carry files and an engagement, each with who changed it last and at which version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  for (const field of ['attachments', 'engagement']) {
    await schema
      .alterTable('canned_responses')
      .addColumn(`${field}_version`, 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await schema.alterTable('canned_responses').addColumn(`${field}_by_id`, 'text').execute()
  }
  await schema
    .alterTable('canned_responses')
    .addColumn('attachments', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await schema.alterTable('canned_responses').addColumn('engagement_id', 'text').execute()

  await schema
    .createTable('response_files')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('response_id', 'text', (c) => c.notNull())
    .addColumn('item', 'integer', (c) => c.notNull())
    .addColumn('blob_id', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('response_files_pk', ['tenant_id', 'response_id', 'item'])
    .addForeignKeyConstraint('response_files_blob', ['tenant_id', 'blob_id'], 'blobs', ['tenant_id', 'id'])
    .execute()
  await schema
    .createIndex('response_files_of_blob')
    .on('response_files')
    .columns(['tenant_id', 'blob_id'])
    .execute()
  await schema
    .createIndex('response_files_of_bytes')
    .on('response_files')
    .columns(['tenant_id', 'sha256'])
    .execute()
}
