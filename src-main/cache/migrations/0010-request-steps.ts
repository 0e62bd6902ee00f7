import type { Migration } from '../../sqlite/sqlite-file.ts'

/** The audit trail of requests. As with requests before: a file that has never been told of it is replaced by a whole new copy. */
export const requestSteps: Migration = {
  name: '0010-request-steps',
  sql: `
    CREATE TABLE request_steps (
      id TEXT PRIMARY KEY,
      request_id TEXT NOT NULL,
      body TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX request_steps_of_request ON request_steps (request_id);
    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
