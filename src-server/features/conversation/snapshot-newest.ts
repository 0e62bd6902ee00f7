import type { z } from 'zod'
import { ConversationId, MessageId, NoteId, type TenantId } from '#shared/base/ids.ts'
import {
  conversationEntity,
  MESSAGE_TABLE,
  messageEntity,
  noteEntity
} from '#shared/features/conversation/entities.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { toConversation, toMessage, toNote } from './rows.ts'

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
    const moved = after === undefined ? null : readMovedKey(after)
    if (moved) return await movedPage(db, tenantId, moved, limit)
    const seq = await headOf(db, tenantId)
    const key = after === undefined ? null : readPlace(after)
    if (after !== undefined && !key) return null
    let query = db
      .selectFrom('conversations')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('last_activity_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (key) {
      query = query
        .where('last_activity_ms', '<=', key.atMs)
        .where((eb) => eb.or([eb('last_activity_ms', '<', key.atMs), eb('id', '<', key.id)]))
    }
    const rows = (await query.execute()).map(toConversation)
    const last = rows.at(-1)
    const since = key?.since ?? seq
    if (last && rows.length === limit)
      return { rows, next: `${since}@${writeKey(last.lastActivityMs, last.id)}` }
    return { rows, next: since < seq ? `moved:${since}-${seq}:` : null }
  }
}

/** Where the newest-first pass stands, and from which seq on it has been under way. */
function readPlace(raw: string) {
  const [, since, rest] = /^(\d{1,15})@(.+)$/.exec(raw) ?? []
  const key = rest === undefined ? null : readKey(rest, ConversationId)
  return key && { ...key, since: Number(since) }
}

/** Conversations that changed in (from, to], behind an id; null when it is no such key. */
function readMovedKey(raw: string) {
  const [, from, to, id] = /^moved:(\d{1,15})-(\d{1,15}):(.*)$/.exec(raw) ?? []
  return id === undefined ? null : { from: Number(from), to: Number(to), id }
}

/**
 * What became newer while the pass went down is at the top by now, where the pass had been before: it would be left out,
 * and all its messages with it.
 */
async function movedPage(
  db: ReadTx,
  tenantId: TenantId,
  { from, to, id }: { from: number; to: number; id: string },
  limit: number
) {
  const changed = db
    .selectFrom('changes')
    .select((eb) => eb.ref('entity_id').$castTo<ConversationId>().as('id'))
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', from)
    .where('seq', '<=', to)
    .where('entity', '=', conversationEntity.name)
  const found = await db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '>', id as ConversationId)
    .where('id', 'in', changed)
    .orderBy('id')
    .limit(limit)
    .execute()
  const rows = found.map(toConversation)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `moved:${from}-${to}:${last.id}` : null }
}

async function headOf(db: ReadTx, tenantId: TenantId): Promise<number> {
  const { head_seq } = await db
    .selectFrom('tenants')
    .select('head_seq')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return head_seq
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
    const query = newestMessages(db, tenantId, after, limit)
    if (!query) return null
    const rows = (await query.selectAll().execute()).map(toMessage)
    const last = rows.at(-1)
    return { rows, next: last && rows.length === limit ? writeKey(last.sentAtMs, last.id) : null }
  },
  asTable: {
    sql: MESSAGE_TABLE,
    query: (db, { tenantId }, after, limit) =>
      newestMessages(db, tenantId, after, limit)?.select(MESSAGE_TABLE_COLUMNS) ?? null,
    keyOf: (last) => writeKey(Number(last.sent_at_ms), String(last.id))
  }
}

/** Those of the message's table, in its order. */
const MESSAGE_TABLE_COLUMNS = [
  'id',
  'conversation_id',
  'position',
  'direction',
  'author_id',
  'text',
  'sent_at_ms',
  'attachments',
  'engagement'
] as const

/** Null when `after` is no key. */
function newestMessages(db: ReadTx, tenantId: TenantId, after: string | undefined, limit: number) {
  const newest = db
    .selectFrom('messages')
    .where('tenant_id', '=', tenantId)
    .orderBy('sent_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  if (after === undefined) return newest
  const key = readKey(after, MessageId)
  return (
    key &&
    newest
      .where('sent_at_ms', '<=', key.atMs)
      .where((eb) => eb.or([eb('sent_at_ms', '<', key.atMs), eb('id', '<', key.id)]))
  )
}

export const noteSnapshot: SnapshotSource = {
  entity: noteEntity.name,
  async count(db, { tenantId }) {
    const { n } = await db
      .selectFrom('notes')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId }, after, limit) {
    let query = db
      .selectFrom('notes')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('written_at_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (after !== undefined) {
      const key = readKey(after, NoteId)
      if (!key) return null
      query = query
        .where('written_at_ms', '<=', key.atMs)
        .where((eb) => eb.or([eb('written_at_ms', '<', key.atMs), eb('id', '<', key.id)]))
    }
    const rows = (await query.execute()).map(toNote)
    const last = rows.at(-1)
    return { rows, next: last && rows.length === limit ? writeKey(last.writtenAtMs, last.id) : null }
  }
}
