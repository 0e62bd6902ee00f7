import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Canned responses may be one agent's alone. A file from before does not know which are, so it forgets which history it belongs to,
 * and a whole new copy takes its place while it stays usable.
 */
export const personalResponses: Migration = {
  name: '0006-personal-responses',
  sql: `
    ALTER TABLE canned_responses ADD COLUMN owner_id TEXT;
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
