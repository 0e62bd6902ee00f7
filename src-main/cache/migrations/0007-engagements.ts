import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Engagements are synced now. A file from before has never been told of them, so it forgets which history it belongs to, and a whole new
 * copy takes its place while it stays usable.
 */
export const engagements: Migration = {
  name: '0007-engagements',
  sql: `
    CREATE TABLE engagements (
      id TEXT PRIMARY KEY,
      channel_id TEXT NOT NULL,
      state TEXT NOT NULL,
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX engagements_of_channel ON engagements (channel_id, state);
    CREATE TABLE sent_engagements (
      id TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL,
      follower_id TEXT NOT NULL,
      engagement_id TEXT NOT NULL,
      type TEXT NOT NULL,
      title TEXT NOT NULL,
      sent_at_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      outcome_at_ms INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sent_engagements_of_follower ON sent_engagements (follower_id, sent_at_ms);
    ALTER TABLE messages ADD COLUMN engagement TEXT;
    ALTER TABLE channels ADD COLUMN engagement_types TEXT;
    ALTER TABLE followers ADD COLUMN barred_engagements TEXT;
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
