import type { Migration } from '../../sqlite/sqlite-file.ts'

/** Which canned response a digit inserts, on this computer. */
export const responseDigits: Migration = {
  name: '0005-response-digits',
  sql: `
    CREATE TABLE response_digits (
      digit INTEGER PRIMARY KEY,
      response_id TEXT NOT NULL UNIQUE
    ) STRICT, WITHOUT ROWID;
  `
}
