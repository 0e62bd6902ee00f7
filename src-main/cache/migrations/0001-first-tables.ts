import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Followers' names, unread counts and last messages stand denormalised in `conversations`, and the inbox's numbers are
 * counted as rows change, so that opening the inbox reads one index range and no more. Messages refer to their
 * conversation by its small local key: a million of them make a small index.
 */
export const firstTables: Migration = {
  name: '0001-first-tables',
  sql: `
    CREATE TABLE sync_state (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      owner TEXT NOT NULL,
      epoch TEXT,
      cursor INTEGER,
      acl_version INTEGER NOT NULL DEFAULT 0,
      fresh_at_ms INTEGER,
      bulk INTEGER NOT NULL DEFAULT 0,
      snapshot TEXT
    ) STRICT;

    CREATE TABLE users (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      active INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE channels (
      id TEXT PRIMARY KEY,
      slug TEXT NOT NULL,
      name TEXT NOT NULL,
      partner_name TEXT NOT NULL,
      color INTEGER NOT NULL,
      chat_enabled INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE followers (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      phone TEXT NOT NULL,
      email TEXT NOT NULL,
      locale TEXT NOT NULL,
      city TEXT NOT NULL,
      followed_since_ms INTEGER NOT NULL,
      search_words TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE conversations (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      channel_id TEXT NOT NULL,
      follower_id TEXT NOT NULL,
      status TEXT NOT NULL,
      owner_id TEXT,
      owner_version INTEGER NOT NULL,
      owned_at_ms INTEGER NOT NULL,
      inbound_seq INTEGER NOT NULL,
      last_position INTEGER NOT NULL,
      delivered_position INTEGER NOT NULL,
      last_direction TEXT,
      last_text TEXT,
      last_at_ms INTEGER,
      created_at_ms INTEGER NOT NULL,
      last_activity_ms INTEGER NOT NULL,
      version INTEGER NOT NULL,
      mine INTEGER NOT NULL,
      unread INTEGER NOT NULL,
      follower_name TEXT NOT NULL,
      search_words TEXT NOT NULL
    ) STRICT;
    CREATE INDEX conversations_by_activity ON conversations (last_activity_ms, id);
    CREATE INDEX conversations_by_status ON conversations (status, last_activity_ms, id);
    CREATE INDEX conversations_mine ON conversations (last_activity_ms, id) WHERE mine = 1;
    CREATE INDEX conversations_of_channel ON conversations (channel_id, last_activity_ms, id);
    CREATE INDEX conversations_of_channel_by_status
      ON conversations (channel_id, status, last_activity_ms, id);
    CREATE INDEX conversations_of_follower ON conversations (follower_id);

    CREATE TABLE inbox_counts (
      channel_id TEXT NOT NULL,
      bucket TEXT NOT NULL,
      conversations INTEGER NOT NULL,
      unread INTEGER NOT NULL,
      PRIMARY KEY (channel_id, bucket)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE read_marks (
      conversation_id TEXT PRIMARY KEY,
      inbound_seq INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE messages (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      conversation_key INTEGER NOT NULL,
      position INTEGER NOT NULL,
      direction TEXT NOT NULL,
      author_id TEXT,
      text TEXT NOT NULL,
      sent_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX messages_of_conversation ON messages (conversation_key, position);

    CREATE TABLE canned_categories (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      position REAL NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE canned_responses (
      id TEXT PRIMARY KEY,
      category_id TEXT NOT NULL,
      title TEXT NOT NULL,
      text TEXT NOT NULL,
      position REAL NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX canned_responses_of_category ON canned_responses (category_id);
  `
}
