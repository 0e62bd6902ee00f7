import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * How many segments whole copies have left in the index of messages: it is merged when the desk has come to the server's head
 * (`message-index.ts`).
 */
export const messageUnmerged: Migration = {
  name: '0014-message-unmerged',
  sql: 'ALTER TABLE message_order ADD COLUMN unmerged INTEGER NOT NULL DEFAULT 0;'
}
