import type { Migration } from '../../sqlite/sqlite-file.ts'

/** Which history of the server the accepted Operations and the sent journal belong to; null while none is known. */
export const history: Migration = {
  name: '0003-history',
  sql: 'ALTER TABLE device ADD COLUMN epoch TEXT;'
}
