import type { Migration } from '../../sqlite/sqlite-file.ts'

/** A draft is one thing: besides text and files it has an engagement that was picked, and whom it is for. */
export const wholeDrafts: Migration = {
  name: '0004-whole-drafts',
  sql: `
    ALTER TABLE drafts ADD COLUMN engagement_id TEXT;
    ALTER TABLE drafts ADD COLUMN mode TEXT NOT NULL DEFAULT 'reply';
  `
}
