import type { Migration } from '../../sqlite/sqlite-file.ts'

/** The files of messages, as JSON; most messages have none. */
export const files: Migration = {
  name: '0003-files',
  sql: 'ALTER TABLE messages ADD COLUMN attachments TEXT;'
}
