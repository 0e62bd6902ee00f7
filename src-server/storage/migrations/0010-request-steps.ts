import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

/** What leads did about requests that changed nothing of them: the rest of their audit trail. */
export async function up({ schema }: Kysely<Database>): Promise<void> {
  await schema
    .createTable('request_steps')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('request_steps_pk', ['tenant_id', 'id'])
    .execute()
  await schema
    .createIndex('request_steps_by_request')
    .on('request_steps')
    .columns(['tenant_id', 'request_id'])
    .execute()
}
