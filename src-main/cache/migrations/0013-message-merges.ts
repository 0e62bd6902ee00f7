import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * Each commit leaves a segment in the index of messages, and segments have to be merged. FTS5 does that within a commit of its choice,
 * for up to 50 ms; from now on each commit merges a little (`message-index.ts`), and FTS5 only where that would ever fall far behind.
 */
export const messageMerges: Migration = {
  name: '0013-message-merges',
  sql: `
    INSERT INTO message_search (message_search, rank) VALUES ('automerge', 0);
    INSERT INTO message_search (message_search, rank) VALUES ('crisismerge', 256);
  `
}
