import { type Note, noteEntity } from '#shared/features/conversation/entities.ts'
import type { Projection } from '../../cache/projection.ts'
import { textWordsOf } from './search-words.ts'

/** A note of a conversation that is not here belongs to what this person may not see any more. */
export const noteProjection: Projection<Note> = {
  entity: noteEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO notes (id, conversation_key, after_position, author_id, text, transferred_to_id, written_at_ms, search_words)
       SELECT ?, key, ?, ?, ?, ?, ?, ? FROM conversations WHERE id = ?
       ON CONFLICT (id) DO UPDATE SET conversation_key = excluded.conversation_key,
         after_position = excluded.after_position, author_id = excluded.author_id, text = excluded.text,
         transferred_to_id = excluded.transferred_to_id, written_at_ms = excluded.written_at_ms,
         search_words = excluded.search_words`,
      row.id,
      row.afterPosition,
      row.authorId,
      row.text,
      row.transferredToId,
      row.writtenAtMs,
      textWordsOf(row.text),
      row.conversationId
    )
    if (changes > 0) touch(`conversation:${row.conversationId}`)
  },
  remove(tx, id, _version, touch) {
    const conversation = tx.get<{ id: string }>(
      'SELECT c.id FROM notes n JOIN conversations c ON c.key = n.conversation_key WHERE n.id = ?',
      id
    )
    if (!conversation) return
    tx.run('DELETE FROM notes WHERE id = ?', id)
    touch(`conversation:${conversation.id}`)
  }
}
