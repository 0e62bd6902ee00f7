import { ChannelId, ConversationId, FollowerId } from '#shared/base/ids.ts'
import {
  channelEntity,
  followerEntity,
  type ReadMark,
  readMarkEntity
} from '#shared/features/conversation/entities.ts'
import type { SnapshotSource } from '../../gateway/snapshot-source.ts'
import { toChannel, toFollower } from './rows.ts'

export const channelSnapshot: SnapshotSource = {
  entity: channelEntity.name,
  async count(db, { tenantId }) {
    const { n } = await db
      .selectFrom('channels')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId }, after, limit) {
    const key = ChannelId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('channels')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map(toChannel)
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}

export const followerSnapshot: SnapshotSource = {
  entity: followerEntity.name,
  async count(db, { tenantId }) {
    const { n } = await db
      .selectFrom('followers')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId }, after, limit) {
    const key = FollowerId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('followers')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('id', '>', key.data)
    const rows = (await query.execute()).map(toFollower)
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  }
}

/** Only the caller's own: how far a colleague has read is nobody else's business. */
export const readMarkSnapshot: SnapshotSource = {
  entity: readMarkEntity.name,
  async count(db, { tenantId, userId }) {
    const { n } = await db
      .selectFrom('read_marks')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
    return n
  },
  async page(db, { tenantId, userId }, after, limit) {
    const key = ConversationId.optional().safeParse(after)
    if (!key.success) return null
    let query = db
      .selectFrom('read_marks')
      .select(['conversation_id', 'inbound_seq', 'version'])
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .orderBy('conversation_id')
      .limit(limit)
    if (key.data !== undefined) query = query.where('conversation_id', '>', key.data)
    const rows = (await query.execute()).map(
      (row): ReadMark => ({
        conversationId: row.conversation_id,
        userId,
        inboundSeq: row.inbound_seq,
        version: row.version
      })
    )
    return { rows, next: rows.length === limit ? (rows.at(-1)?.conversationId ?? null) : null }
  }
}
