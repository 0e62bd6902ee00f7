import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

/** The mail of a rejection as a tenant words it, and what the mail server said last of each mail. */
export async function up({ schema }: Kysely<Database>): Promise<void> {
  await schema
    .createTable('mail_templates')
    .addColumn('tenant_id', 'text', (c) => c.primaryKey())
    .addColumn('body', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('changed_by_id', 'text', (c) => c.notNull())
    .addColumn('changed_at_ms', 'bigint', (c) => c.notNull())
    .execute()
  await schema.alterTable('mails').addColumn('last_reason', 'text').execute()
}
