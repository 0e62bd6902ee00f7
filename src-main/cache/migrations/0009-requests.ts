import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Requests of partners are synced now. A file from before has never been told of them, so it forgets which history it belongs to, and a
 * whole new copy takes its place while it stays usable.
 */
export const requests: Migration = {
  name: '0009-requests',
  sql: `
    CREATE TABLE requests (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      outcome TEXT,
      partner_id TEXT NOT NULL,
      partner_name TEXT NOT NULL,
      title TEXT NOT NULL,
      price INTEGER,
      requested_at_ms INTEGER NOT NULL,
      decided_at_ms INTEGER,
      search TEXT NOT NULL,
      body TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX requests_by_request ON requests (state, kind, requested_at_ms, id);
    CREATE INDEX requests_by_decision ON requests (state, kind, decided_at_ms, id);
    CREATE INDEX requests_of_partner ON requests (partner_id);
    ALTER TABLE partners ADD COLUMN search TEXT NOT NULL DEFAULT '';
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
