import type { FoundNote, NoteSearchArgs, SearchCoverage } from '#shared/features/conversation/views.ts'
import { type DeskReader, ownerView } from './desk-reader.ts'
import { queryWordsOf } from './search-words.ts'

type StoredNote = Omit<FoundNote, 'channelName' | 'author'> & { channelId: string; authorId: string }

/** The newest notes in which each word of the query begins a word; there are few of them, so they need no index. */
export function searchNotes(desk: DeskReader, { query, limit }: NoteSearchArgs): FoundNote[] {
  const words = queryWordsOf(query)
  if (words.length === 0) return []
  const stored = desk.db.all<StoredNote>(
    `SELECT n.id AS noteId, c.id AS conversationId, n.after_position AS afterPosition,
       c.follower_name AS followerName, c.channel_id AS channelId, n.author_id AS authorId, n.text,
       n.written_at_ms AS atMs
     FROM notes n JOIN conversations c ON c.key = n.conversation_key
     WHERE ${words.map(() => 'instr(n.search_words, ?) > 0').join(' AND ')}
     ORDER BY n.written_at_ms DESC LIMIT ?`,
    ...words.map((word) => ` ${word}`),
    limit
  )
  return stored.map(({ channelId, authorId, ...note }) => ({
    ...note,
    channelName: desk.names.channel(channelId).name,
    author: ownerView(desk, authorId, desk.names.user(authorId))
  }))
}

/** What a search looks through. */
export function searchCoverage({ db }: Pick<DeskReader, 'db'>): SearchCoverage {
  const messages = db.get<{ n: number }>('SELECT count(*) AS n FROM messages')?.n ?? 0
  const since = db.get<{ atMs: number | null }>('SELECT min(created_at_ms) AS atMs FROM conversations')
  return { messages, sinceMs: since?.atMs ?? null }
}
