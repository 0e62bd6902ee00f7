import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * How often canned responses are used, and when their words were last changed. A file from before knows neither, so it forgets which
 * history it belongs to, and a whole new copy takes its place while it stays usable.
 */
export const responseUsage: Migration = {
  name: '0008-response-usage',
  sql: `
    ALTER TABLE canned_responses ADD COLUMN updated_at_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE canned_responses ADD COLUMN inserted INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE canned_responses ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE canned_responses ADD COLUMN last_used_at_ms INTEGER;
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
