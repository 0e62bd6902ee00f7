import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Partners are synced now. A file from before has never been told of them, and its Cursor is beyond what would; so it
 * forgets which history it belongs to, and a whole new copy takes its place while it stays usable.
 */
export const partners: Migration = {
  name: '0002-partners',
  sql: `
    CREATE TABLE partners (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      body TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
