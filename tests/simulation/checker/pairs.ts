/*
 * Both sides as plain SQL over their files, so that no code of the product stands between. A new synced table is one
 * more pair of queries here, a new field one more column; a test fails where one is not compared.
 */

/** What one side and the other say of the same thing, row by row in one order. */
export interface Pair {
  table: string
  /** the entity of the feed whose rows they are; null for what the desk makes of them */
  entity: string | null
  /** parameters: tenant, user */
  server: string
  desk: string
}

const people: readonly Pair[] = [
  {
    table: 'users',
    entity: 'user',
    server: 'SELECT id, name, role, active, version FROM users WHERE tenant_id = @tenant ORDER BY id',
    desk: 'SELECT id, name, role, active, version FROM users ORDER BY id'
  },
  {
    table: 'channels',
    entity: 'channel',
    server: `SELECT id, slug, name, partner_name, color, chat_enabled, engagement_types, version FROM channels
      WHERE tenant_id = @tenant ORDER BY id`,
    desk: `SELECT id, slug, name, partner_name, color, chat_enabled, engagement_types, version FROM channels ORDER BY id`
  },
  {
    table: 'followers',
    entity: 'follower',
    server: `SELECT id, name, phone, email, locale, city, followed_since_ms, barred_engagements, version FROM followers
      WHERE tenant_id = @tenant ORDER BY id`,
    desk: `SELECT id, name, phone, email, locale, city, followed_since_ms, barred_engagements, version
      FROM followers ORDER BY id`
  }
]

const conversations: readonly Pair[] = [
  {
    table: 'conversations',
    entity: 'conversation',
    server: `SELECT c.id, channel_id, follower_id, status, owner_id, owner_version, owned_at_ms, c.inbound_seq, last_position,
        delivered_position, last_direction, last_text, last_at_ms, created_at_ms, last_activity_ms, c.version,
        (status = 'active' AND owner_id = @user) AS mine, max(0, c.inbound_seq - coalesce(r.inbound_seq, 0)) AS unread,
        f.name AS follower_name
      FROM conversations c JOIN followers f ON f.tenant_id = c.tenant_id AND f.id = c.follower_id
        LEFT JOIN read_marks r ON r.tenant_id = c.tenant_id AND r.conversation_id = c.id AND r.user_id = @user
      WHERE c.tenant_id = @tenant ORDER BY c.id`,
    desk: `SELECT id, channel_id, follower_id, status, owner_id, owner_version, owned_at_ms, inbound_seq, last_position,
        delivered_position, last_direction, last_text, last_at_ms, created_at_ms, last_activity_ms, version, mine, unread,
        follower_name
      FROM conversations ORDER BY id`
  },
  {
    table: 'messages',
    entity: 'message',
    server: `SELECT id, conversation_id, position, direction, author_id, text, sent_at_ms, attachments, engagement
      FROM messages WHERE tenant_id = @tenant ORDER BY id`,
    desk: `SELECT m.id, c.id AS conversation_id, position, direction, author_id, text, sent_at_ms, attachments, engagement
      FROM messages m JOIN conversations c ON c.key = m.conversation_key ORDER BY m.id`
  },
  {
    table: 'files of messages',
    entity: null,
    server: `SELECT message_id AS id, sha256, name FROM message_files WHERE tenant_id = @tenant ORDER BY message_id, item`,
    desk: `SELECT m.id, file.value ->> 'sha256' AS sha256, file.value ->> 'name' AS name
      FROM messages m, json_each(m.attachments) AS file ORDER BY m.id, file.key`
  },
  {
    table: 'notes',
    entity: 'note',
    server: `SELECT id, conversation_id, after_position, author_id, text, transferred_to_id, written_at_ms FROM notes
      WHERE tenant_id = @tenant ORDER BY id`,
    desk: `SELECT n.id, c.id AS conversation_id, after_position, author_id, text, transferred_to_id, written_at_ms
      FROM notes n JOIN conversations c ON c.key = n.conversation_key ORDER BY n.id`
  },
  {
    table: 'read marks',
    entity: 'read-mark',
    server: `SELECT conversation_id, inbound_seq, version FROM read_marks
      WHERE tenant_id = @tenant AND user_id = @user ORDER BY conversation_id`,
    desk: 'SELECT conversation_id, inbound_seq, version FROM read_marks ORDER BY conversation_id'
  },
  {
    table: 'inbox counts',
    entity: null,
    server: `SELECT channel_id, bucket, count(*) AS conversations, sum(unread) AS unread FROM (
        SELECT channel_id, max(0, c.inbound_seq - coalesce(r.inbound_seq, 0)) AS unread,
          CASE WHEN status <> 'active' THEN status WHEN owner_id = @user THEN 'mine' ELSE 'colleague' END AS bucket
        FROM conversations c
          LEFT JOIN read_marks r ON r.tenant_id = c.tenant_id AND r.conversation_id = c.id AND r.user_id = @user
        WHERE c.tenant_id = @tenant)
      GROUP BY channel_id, bucket ORDER BY channel_id, bucket`,
    desk: `SELECT channel_id, bucket, conversations, unread FROM inbox_counts
      WHERE conversations <> 0 AND channel_id <> '' ORDER BY channel_id, bucket`
  }
]

const canned: readonly Pair[] = [
  {
    table: 'canned categories',
    entity: 'canned-category',
    server: `SELECT id, name, position, version FROM canned_categories
      WHERE tenant_id = @tenant AND deleted_at_ms IS NULL ORDER BY id`,
    desk: 'SELECT id, name, position, version FROM canned_categories ORDER BY id'
  },
  {
    table: 'canned responses',
    entity: 'canned-response',
    server: `SELECT id, category_id, owner_id, title, text, attachments, engagement_id, position, inserted, edited,
        last_used_at_ms, updated_at_ms, version FROM canned_responses
      WHERE tenant_id = @tenant AND deleted_at_ms IS NULL AND coalesce(owner_id, @user) = @user ORDER BY id`,
    desk: `SELECT id, category_id, owner_id, title, text, attachments, engagement_id, position, inserted, edited,
        last_used_at_ms, updated_at_ms, version FROM canned_responses ORDER BY id`
  }
]

const engagements: readonly Pair[] = [
  {
    table: 'engagements',
    entity: 'engagement',
    server: `SELECT e.id, body ->> 'channelId' AS channel_id, status AS state,
        coalesce(body -> 'content' ->> 'title', body -> 'content' ->> 'name') AS title, body, body ->> 'version' AS version
      FROM engagements e JOIN users u ON u.tenant_id = e.tenant_id AND u.id = @user
      WHERE e.tenant_id = @tenant AND (known = 1 OR u.role = 'admin') ORDER BY e.id`,
    desk: 'SELECT id, channel_id, state, title, body, version FROM engagements ORDER BY id'
  },
  {
    table: 'sent engagements',
    entity: 'sent-engagement',
    server: `SELECT id, conversation_id, follower_id, engagement_id, type, title, sent_at_ms, outcome, outcome_at_ms, version
      FROM sent_engagements WHERE tenant_id = @tenant ORDER BY id`,
    desk: `SELECT id, conversation_id, follower_id, engagement_id, type, title, sent_at_ms, outcome, outcome_at_ms, version
      FROM sent_engagements ORDER BY id`
  }
]

/** Leads have them, and nobody else. */
const ofLeads = (table: string) =>
  `${table} p JOIN users u ON u.tenant_id = p.tenant_id AND u.id = @user
      WHERE p.tenant_id = @tenant AND u.role IN ('lead', 'admin') ORDER BY p.id`

const partners: readonly Pair[] = [
  {
    table: 'partners',
    entity: 'partner',
    server: `SELECT p.id, body ->> 'name' AS name, status, json_set(body, '$.version', p.version) AS body, p.version
      FROM ${ofLeads('partners')}`,
    desk: 'SELECT id, name, status, body, version FROM partners ORDER BY id'
  },
  {
    table: 'requests',
    entity: 'request',
    server: `SELECT p.id, kind, CASE WHEN status IN ('approved', 'rejected') THEN 'decided' ELSE status END AS state,
        body -> 'decision' ->> 'outcome' AS outcome, body ->> 'partnerId' AS partner_id, body ->> 'partnerName' AS partner_name,
        body ->> 'title' AS title, body ->> 'requestedAtMs' AS requested_at_ms, decided_at_ms,
        json_set(body, '$.version', p.version) AS body, p.version
      FROM ${ofLeads('requests')}`,
    desk: `SELECT id, kind, state, outcome, partner_id, partner_name, title, requested_at_ms, decided_at_ms, body, version
      FROM requests ORDER BY id`
  },
  {
    table: 'steps of requests',
    entity: 'request-step',
    server: `SELECT p.id, request_id, json_set(body, '$.version', p.version) AS body, p.version
      FROM ${ofLeads('request_steps')}`,
    desk: 'SELECT id, request_id, body, version FROM request_steps ORDER BY id'
  }
]

/** Everything that is compared between a desk and the server. */
export const PAIRS: readonly Pair[] = [...people, ...conversations, ...canned, ...engagements, ...partners]
