import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Canned responses carry files and an engagement. A file from before may have left them out, so it forgets which history it belongs to, and a
 * whole new copy takes its place while it stays usable.
 */
export const responseFiles: Migration = {
  name: '0011-response-files',
  sql: `
    ALTER TABLE canned_responses ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE canned_responses ADD COLUMN engagement_id TEXT;
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
