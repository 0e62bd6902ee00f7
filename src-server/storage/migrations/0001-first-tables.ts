import type { Kysely } from 'kysely'

/** All tables of the first release. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('tenants')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('head_seq', 'bigint', (c) => c.notNull())
    .addColumn('floor_seq', 'bigint', (c) => c.notNull())
    .addColumn('acl_version', 'integer', (c) => c.notNull())
    .addColumn('demo', 'integer', (c) => c.notNull())
    .execute()

  await schema
    .createTable('users')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenants.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('users_pk', ['tenant_id', 'id'])
    .execute()

  await schema
    .createTable('sessions')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('device_name', 'text', (c) => c.notNull())
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('expires_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('revoked_at_ms', 'bigint')
    .addPrimaryKeyConstraint('sessions_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('sessions_user', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id'])
    .execute()

  await schema
    .createTable('refresh_tokens')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull())
    .addColumn('used_at_ms', 'bigint')
    .addColumn('successor_hash', 'text')
    .addColumn('grace_used', 'integer', (c) => c.notNull())
    .addForeignKeyConstraint('refresh_tokens_session', ['tenant_id', 'session_id'], 'sessions', [
      'tenant_id',
      'id'
    ])
    .execute()
  await schema
    .createIndex('refresh_tokens_by_session')
    .on('refresh_tokens')
    .columns(['tenant_id', 'session_id'])
    .execute()

  await schema
    .createTable('devices')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('last_device_seq', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('devices_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('devices_user', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id'])
    .execute()

  await schema
    .createTable('receipts')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('device_seq', 'bigint', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('receipts_pk', ['tenant_id', 'op_id'])
    .addUniqueConstraint('receipts_device_seq', ['tenant_id', 'device_id', 'device_seq'])
    .execute()
  await schema.createIndex('receipts_by_age').on('receipts').columns(['tenant_id', 'created_at_ms']).execute()

  await schema
    .createTable('changes')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('item', 'integer', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('entity', 'text', (c) => c.notNull())
    .addColumn('entity_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('version', 'integer')
    .addColumn('row', 'text')
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('changes_pk', ['tenant_id', 'seq', 'item'])
    .execute()

  await schema
    .createTable('audit')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('at_ms', 'bigint', (c) => c.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_pk', ['tenant_id', 'id'])
    .execute()

  await schema
    .createTable('channels')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('partner_name', 'text', (c) => c.notNull())
    .addColumn('color', 'integer', (c) => c.notNull())
    .addColumn('chat_enabled', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('channels_pk', ['tenant_id', 'id'])
    .execute()

  await schema
    .createTable('followers')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('phone', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('city', 'text', (c) => c.notNull())
    .addColumn('followed_since_ms', 'bigint', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('session_hash', 'text')
    .addPrimaryKeyConstraint('followers_pk', ['tenant_id', 'id'])
    .execute()
  await schema
    .createIndex('followers_by_session')
    .on('followers')
    .columns(['tenant_id', 'session_hash'])
    .execute()

  await schema
    .createTable('conversations')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('follower_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text')
    .addColumn('owner_version', 'integer', (c) => c.notNull())
    .addColumn('owned_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('inbound_seq', 'integer', (c) => c.notNull())
    .addColumn('last_position', 'integer', (c) => c.notNull())
    .addColumn('delivered_position', 'integer', (c) => c.notNull())
    .addColumn('last_direction', 'text')
    .addColumn('last_text', 'text')
    .addColumn('last_at_ms', 'bigint')
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('last_activity_ms', 'bigint', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('conversations_pk', ['tenant_id', 'id'])
    .addUniqueConstraint('conversations_pair', ['tenant_id', 'channel_id', 'follower_id'])
    .addForeignKeyConstraint('conversations_channel', ['tenant_id', 'channel_id'], 'channels', [
      'tenant_id',
      'id'
    ])
    .addForeignKeyConstraint('conversations_follower', ['tenant_id', 'follower_id'], 'followers', [
      'tenant_id',
      'id'
    ])
    .execute()
  await schema
    .createIndex('conversations_by_activity')
    .on('conversations')
    .columns(['tenant_id', 'last_activity_ms', 'id'])
    .execute()

  await schema
    .createTable('messages')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('sent_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('messages_pk', ['tenant_id', 'id'])
    .addUniqueConstraint('messages_position', ['tenant_id', 'conversation_id', 'position'])
    .addForeignKeyConstraint('messages_conversation', ['tenant_id', 'conversation_id'], 'conversations', [
      'tenant_id',
      'id'
    ])
    .execute()
  await schema
    .createIndex('messages_by_time')
    .on('messages')
    .columns(['tenant_id', 'sent_at_ms', 'id'])
    .execute()

  await schema
    .createTable('read_marks')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('inbound_seq', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('read_marks_pk', ['tenant_id', 'user_id', 'conversation_id'])
    .execute()

  await schema
    .createTable('canned_categories')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('position', 'real', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('updated_by_id', 'text')
    .addColumn('updated_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at_ms', 'bigint')
    .addPrimaryKeyConstraint('canned_categories_pk', ['tenant_id', 'id'])
    .execute()

  await schema
    .createTable('canned_responses')
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('category_id', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('position', 'real', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('title_version', 'integer', (c) => c.notNull())
    .addColumn('text_version', 'integer', (c) => c.notNull())
    .addColumn('updated_by_id', 'text')
    .addColumn('updated_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at_ms', 'bigint')
    .addPrimaryKeyConstraint('canned_responses_pk', ['tenant_id', 'id'])
    .execute()
  await schema
    .createIndex('canned_responses_by_category')
    .on('canned_responses')
    .columns(['tenant_id', 'category_id'])
    .execute()

  await createRoomTable(db, 'engagements', ['type', 'status'])
  await createRoomTable(db, 'partners', ['status'])
  await createRoomTable(db, 'requests', ['kind', 'status'])
}

/** A table of rows kept whole as JSON, with the columns that a list is filtered by. */
async function createRoomTable(db: Kysely<unknown>, name: string, columns: string[]): Promise<void> {
  let table = db.schema
    .createTable(name)
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
  for (const column of columns) table = table.addColumn(column, 'text', (c) => c.notNull())
  await table
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint(`${name}_pk`, ['tenant_id', 'id'])
    .execute()
}
