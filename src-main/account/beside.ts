import { z } from 'zod'
import { Attachment } from '#shared/features/attachment/entities.ts'
import { categoryRename, responseEdit } from '#shared/features/canned-response/operations.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { titleOf } from '#shared/features/engagement/content.ts'
import { engagementSend } from '#shared/features/engagement/operations.ts'
import type { Beside } from '#shared/sync/status.ts'
import { engagementById } from '../features/engagement/read.ts'
import { asksFor, type OutboxRow } from '../outbox/outbox-row.ts'
import type { ReadableDb } from '../sqlite/sqlite-file.ts'

/** As much of a chat as a person needs to judge whether a reply still fits. */
const MESSAGES_MAX = 5

/** What stands there now about the thing of which a row speaks: the fields that it would change, or what was written since. */
export function besideOf(db: ReadableDb, row: OutboxRow, nameOf: (userId: string) => string | null): Beside {
  if (asksFor(row, messageSend) || asksFor(row, engagementSend))
    return writtenSince(db, row, row.args.conversationId, nameOf)
  if (asksFor(row, responseEdit)) {
    const now = db.get<Fields>(
      'SELECT title, text, attachments, engagement_id AS engagementId FROM canned_responses WHERE id = ?',
      row.args.responseId
    )
    return now ? fields(db, now).filter(({ name }) => row.args[name] !== undefined) : []
  }
  if (asksFor(row, categoryRename)) {
    const now = db.get<{ name: string }>(
      'SELECT name FROM canned_categories WHERE id = ?',
      row.args.categoryId
    )
    return now ? [{ name: 'name', text: now.name, atMs: null }] : []
  }
  return []
}

interface Fields {
  title: string
  text: string
  attachments: string
  engagementId: string | null
}

function fields(db: ReadableDb, { title, text, attachments, engagementId }: Fields) {
  const files = z.array(Attachment).parse(JSON.parse(attachments))
  const engagement = engagementId === null ? null : engagementById(db, engagementId)
  return [
    { name: 'title', text: title, atMs: null },
    { name: 'text', text, atMs: null },
    { name: 'attachments', text: files.map(({ name }) => name).join(', ') || 'None', atMs: null },
    { name: 'engagementId', text: engagement ? titleOf(engagement.content) : 'None', atMs: null }
  ] as const
}

const SINCE = `SELECT m.direction, m.author_id AS authorId, m.text, m.sent_at_ms AS atMs, c.follower_name AS follower
  FROM conversations c JOIN messages m ON m.conversation_key = c.key
  WHERE c.id = ? AND m.position > COALESCE((
    SELECT s.position FROM messages s WHERE s.conversation_key = c.key AND s.direction = 'in'
    ORDER BY s.position LIMIT 1 OFFSET ?), 0)
  ORDER BY m.position DESC LIMIT ?`

/** The newest messages after the last one of the follower that the author had seen. */
function writtenSince(
  db: ReadableDb,
  row: OutboxRow,
  conversationId: string,
  nameOf: (userId: string) => string | null
): Beside {
  const seen = row.base.inboundSeq ?? 0
  const since = db.all<{
    direction: string
    authorId: string | null
    text: string
    atMs: number
    follower: string
  }>(SINCE, conversationId, Math.max(0, seen - 1), MESSAGES_MAX)
  return since.reverse().map(({ direction, authorId, text, atMs, follower }) => ({
    name: direction === 'in' ? follower : ((authorId === null ? null : nameOf(authorId)) ?? 'A colleague'),
    text,
    atMs
  }))
}
