import { z } from 'zod'
import type { OutboxRow } from '../outbox/outbox-row.ts'
import type { ReadableDb } from '../sqlite/sqlite-file.ts'

/** The ids by which Operations name things. */
const Named = z.object({
  conversationId: z.string().optional(),
  responseId: z.string().optional(),
  categoryId: z.string().optional(),
  engagementId: z.string().optional(),
  channelId: z.string().optional(),
  requestId: z.string().optional()
})

const NAMES = {
  conversationId: 'SELECT follower_name AS name FROM conversations WHERE id = ?',
  responseId: 'SELECT title AS name FROM canned_responses WHERE id = ?',
  categoryId: 'SELECT name FROM canned_categories WHERE id = ?',
  engagementId: 'SELECT title AS name FROM engagements WHERE id = ?',
  channelId: 'SELECT name FROM channels WHERE id = ?',
  requestId: `SELECT partner_name || ', ' || title AS name FROM requests WHERE id = ?`
} as const

/** The name of what an Operation speaks of: a follower, a response, a category, a channel; null when it is not here. */
export function aboutOf(db: ReadableDb, row: OutboxRow): string | null {
  const named = Named.safeParse(row.args).data ?? {}
  for (const key of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    const id = named[key]
    if (id !== undefined) return db.get<{ name: string }>(NAMES[key], id)?.name ?? null
  }
  return null
}
