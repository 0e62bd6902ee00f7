import type { Kysely } from 'kysely'

/** Endpoints that are told of events, what they are told, and what has become of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('webhook_endpoints')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('events', 'text', (c) => c.notNull())
    .addColumn('off_reason', 'text')
    .addColumn('off_at_ms', 'bigint')
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('old_secret', 'text')
    .addColumn('old_secret_until_ms', 'bigint')
    .addColumn('from_seq', 'bigint', (c) => c.notNull())
    .addColumn('failing_since_ms', 'bigint')
    .addColumn('problem', 'text')
    .addColumn('last_delivered_at_ms', 'bigint')
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('webhook_endpoints_pk', ['tenant_id', 'id'])
    .execute()
  await schema
    .createTable('webhook_events')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('webhook_events_pk', ['tenant_id', 'id'])
    .execute()
  await schema
    .createTable('webhook_deliveries')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('endpoint_id', 'text', (c) => c.notNull())
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('last_at_ms', 'bigint')
    .addColumn('settled_at_ms', 'bigint')
    .addColumn('status', 'integer')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('webhook_deliveries_pk', ['tenant_id', 'endpoint_id', 'event_id'])
    .execute()
  await schema
    .createIndex('webhook_deliveries_by_turn')
    .on('webhook_deliveries')
    .columns(['tenant_id', 'endpoint_id', 'state', 'next_at_ms'])
    .execute()
  await schema
    .createIndex('webhook_deliveries_by_age')
    .on('webhook_deliveries')
    .columns(['tenant_id', 'endpoint_id', 'created_at_ms'])
    .execute()
  await schema
    .createTable('webhook_cursors')
    .addColumn('tenant_id', 'text', (c) => c.notNull().primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .execute()
}
