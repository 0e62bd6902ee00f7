import type { z } from 'zod'
import { ConversationId, MessageId } from '#shared/base/ids.ts'
import { conversationEntity, messageEntity } from '#shared/features/conversation/entities.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import { toConversation, toMessage } from './rows.ts'

/*
 * What has a time comes newest first, so that a first run shows today before last year. The two comparisons are
 * written so that a database starts its index at the key: `t <= key and (t < key or id < key)`.
 */

/** Reads a key that `writeKey` has written: a time, and an id that breaks ties; null when it is not one. */
function readKey<Id extends z.ZodType>(raw: string, id: Id): { atMs: number; id: z.output<Id> } | null {
  const [, atMs, tie] = /^(\d{1,15}):(.+)$/.exec(raw) ?? []
  const parsed = id.safeParse(tie)
  return atMs !== undefined && parsed.success ? { atMs: Number(atMs), id: parsed.data } : null
}

function writeKey(atMs: number, id: string): string {
  return `${atMs}:${id}`
}

export const conversationSnapshot: SnapshotSource = {
  entity: conversationEntity.name,
  async count(db, { tenantId }) {
    const { n } = await db
      .selectFrom('conversations')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId }, after, limit) {
    let query = db
      .selectFrom('conversations')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('last_activity_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (after !== undefined) {
      const key = readKey(after, ConversationId)
      if (!key) return null
      query = query
        .where('last_activity_ms', '<=', key.atMs)
        .where((eb) => eb.or([eb('last_activity_ms', '<', key.atMs), eb('id', '<', key.id)]))
    }
    const rows = (await query.execute()).map(toConversation)
    const last = rows.at(-1)
    return { rows, next: last && rows.length === limit ? writeKey(last.lastActivityMs, last.id) : null }
  }
}

export const messageSnapshot: SnapshotSource = {
  entity: messageEntity.name,
  async count(db, { tenantId }) {
    const { n } = await db
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId }, after, limit) {
    let query = db
      .selectFrom('messages')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('sent_at_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (after !== undefined) {
      const key = readKey(after, MessageId)
      if (!key) return null
      query = query
        .where('sent_at_ms', '<=', key.atMs)
        .where((eb) => eb.or([eb('sent_at_ms', '<', key.atMs), eb('id', '<', key.id)]))
    }
    const rows = (await query.execute()).map(toMessage)
    const last = rows.at(-1)
    return { rows, next: last && rows.length === limit ? writeKey(last.sentAtMs, last.id) : null }
  }
}
