import type { Migration } from '../../sqlite/sqlite-file.ts'

/**
 * The words of messages, so that all of them can be searched. The index holds no text of its own: it points to `messages`.
 * It is fed once per transaction with every key above the last one in it (`message_search_docsize` has a row for each
 * message in the index); a row-by-row trigger would take three times as long. What is deleted or changed leaves the index by the
 * triggers, and `secure-delete` takes its words out of the index's pages instead of only marking them.
 *
 * `message_order.copied_to` is the last key that a whole copy has brought: up to it newest first, beyond it in the order of time.
 *
 * A file from before has an empty index; so it forgets which history it belongs to, and a whole new copy takes its place
 * while it stays usable.
 */
export const messageSearch: Migration = {
  name: '0004-message-search',
  sql: `
    CREATE VIRTUAL TABLE message_search USING fts5 (
      text, content = 'messages', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO message_search (message_search, rank) VALUES ('secure-delete', 1);

    CREATE TABLE message_order (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      copied_to INTEGER NOT NULL
    ) STRICT;
    INSERT INTO message_order (one, copied_to) VALUES (1, 0);

    CREATE TRIGGER messages_deleted AFTER DELETE ON messages BEGIN
      INSERT INTO message_search (message_search, rowid, text) SELECT 'delete', old.key, old.text
        WHERE EXISTS (SELECT 1 FROM message_search_docsize WHERE id = old.key);
      UPDATE message_order SET copied_to = (SELECT coalesce(max(key), 0) FROM messages)
        WHERE copied_to > (SELECT coalesce(max(key), 0) FROM messages);
    END;
    CREATE TRIGGER messages_changed AFTER UPDATE OF text ON messages WHEN old.text <> new.text
      AND EXISTS (SELECT 1 FROM message_search_docsize WHERE id = old.key)
    BEGIN
      INSERT INTO message_search (message_search, rowid, text) VALUES ('delete', old.key, old.text);
      INSERT INTO message_search (rowid, text) VALUES (new.key, new.text);
    END;

    UPDATE sync_state SET epoch = '', snapshot = NULL;
  `
}
