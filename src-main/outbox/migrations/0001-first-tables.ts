import type { Migration } from '../../sqlite/sqlite-file.ts'

export const firstTables: Migration = {
  name: '0001-first-tables',
  sql: `
    CREATE TABLE device (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      owner TEXT NOT NULL,
      id TEXT NOT NULL,
      next_seq INTEGER NOT NULL,
      next_place INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE operations (
      op_id TEXT PRIMARY KEY,
      place INTEGER NOT NULL UNIQUE,
      lane TEXT NOT NULL,
      type TEXT NOT NULL,
      v INTEGER NOT NULL,
      args TEXT NOT NULL,
      base TEXT NOT NULL,
      state TEXT NOT NULL,
      frozen TEXT,
      attempts INTEGER NOT NULL,
      next_at_ms INTEGER,
      accepted_seq INTEGER,
      rejection TEXT,
      created_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sent_journal (
      op_id TEXT PRIMARY KEY,
      place INTEGER NOT NULL,
      lane TEXT NOT NULL,
      type TEXT NOT NULL,
      v INTEGER NOT NULL,
      args TEXT NOT NULL,
      base TEXT NOT NULL,
      frozen TEXT NOT NULL,
      accepted_seq INTEGER NOT NULL,
      created_at_ms INTEGER NOT NULL,
      settled_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sent_journal_by_age ON sent_journal (settled_at_ms);

    CREATE TABLE drafts (
      conversation_id TEXT PRIMARY KEY,
      text TEXT NOT NULL,
      updated_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE response_use (
      response_id TEXT PRIMARY KEY,
      uses INTEGER NOT NULL,
      weight REAL NOT NULL,
      last_used_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `
}
