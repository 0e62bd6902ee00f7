import type { Migration } from '../../sqlite/sqlite-file.ts'

/** Files that Operations and drafts name. The bytes lie in files of their own. */
export const files: Migration = {
  name: '0002-files',
  sql: `
    CREATE TABLE blobs (
      sha256 TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      is_up INTEGER NOT NULL,
      upload_url TEXT
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE drafts ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]';
  `
}
