import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Notes are synced now. A file from before has never been told of them, so it forgets which history it belongs to, and a whole new
 * copy takes its place while it stays usable.
 */
export const notes: Migration = {
  name: '0005-notes',
  sql: `
    CREATE TABLE notes (
      id TEXT PRIMARY KEY,
      conversation_key INTEGER NOT NULL,
      after_position INTEGER NOT NULL,
      author_id TEXT NOT NULL,
      text TEXT NOT NULL,
      transferred_to_id TEXT,
      written_at_ms INTEGER NOT NULL,
      search_words TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX notes_of_conversation ON notes (conversation_key, after_position, written_at_ms, id);
    CREATE INDEX notes_by_time ON notes (written_at_ms);
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
