import type { Migration } from '../../sqlite/sqlite-file.ts'

/** The words that the index of messages knows, in their order: a view of the index that keeps nothing of its own. */
export const messageTerms: Migration = {
  name: '0012-message-terms',
  sql: `CREATE VIRTUAL TABLE message_terms USING fts5vocab (message_search, instance);`
}
