import type {
  FoundMessage,
  MessageSearchArgs,
  MessageSearchPage
} from '#shared/features/conversation/views.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { type DeskReader, ownerView } from './desk-reader.ts'
import { newestMatches, wordsStarting } from './message-index.ts'
import { matchOf } from './message-match.ts'
import { rankTexts } from './rank-texts.ts'

/** How many of the newest matches are ranked: what is older is found by going on in the order of time. */
const RANKED = 500

/**
 * Messages of the whole cache with all words of the query; case and accents do not count. A page of the newest ones takes the
 * same time wherever it is among however many messages.
 */
export function searchMessages(desk: DeskReader, args: MessageSearchArgs): MessageSearchPage {
  const match = matchOf(args.query, (start) => wordsStarting(desk.db, start))
  if (match === null) return { messages: [], next: null }
  if (args.order === 'best') {
    const keys = bestMatches(desk.db, args.query, match, args.limit)
    return { messages: messagesOf(desk, keys), next: null }
  }
  const keys = newestMatches(desk.db, match, args.before, args.limit + 1)
  const more = keys.length > args.limit
  if (more) keys.pop()
  return { messages: messagesOf(desk, keys), next: more ? (keys.at(-1) ?? null) : null }
}

function bestMatches(db: ReadableDb, query: string, match: string, limit: number): number[] {
  const keys = newestMatches(db, match, null, RANKED)
  const rows = db.all<{ key: number; text: string }>(TEXTS, JSON.stringify(keys))
  const texts = new Map(rows.map(({ key, text }) => [key, text]))
  const places = rankTexts(
    query,
    keys.map((key) => texts.get(key) ?? '')
  )
  return places.slice(0, limit).flatMap((place) => keys[place] ?? [])
}

const TEXTS = 'SELECT key, text FROM messages WHERE key IN (SELECT value FROM json_each(?))'

type StoredMatch = Omit<FoundMessage, 'channelName' | 'channelColor' | 'author'> & {
  channelId: string
  authorId: string | null
}

const MATCH = `SELECT m.id AS messageId, c.id AS conversationId, m.position, c.follower_name AS followerName,
    c.channel_id AS channelId, m.direction, m.author_id AS authorId, m.text, m.sent_at_ms AS atMs
  FROM messages m JOIN conversations c ON c.key = m.conversation_key WHERE m.key = ?`

function messagesOf(desk: DeskReader, keys: readonly number[]): FoundMessage[] {
  return keys.flatMap((key) => {
    const stored = desk.db.get<StoredMatch>(MATCH, key)
    return stored ? foundMessage(desk, stored) : []
  })
}

function foundMessage(desk: DeskReader, { channelId, authorId, ...stored }: StoredMatch): FoundMessage {
  const { name, color } = desk.names.channel(channelId)
  const author = authorId === null ? null : ownerView(desk, authorId, desk.names.user(authorId))
  return { ...stored, channelName: name, channelColor: color, author }
}
