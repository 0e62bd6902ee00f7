import type { z } from 'zod'
import type { UserId } from '#shared/base/ids.ts'
import type { ConversationStatus } from '#shared/features/conversation/entities.ts'
import {
  channelSetChat,
  conversationFinish,
  conversationRead,
  conversationTake,
  conversationTransfer,
  messageSend
} from '#shared/features/conversation/operations.ts'
import type { ConversationHeader, PendingAct } from '#shared/features/conversation/views.ts'
import { engagementSend } from '#shared/features/engagement/operations.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'

type Act = z.infer<typeof PendingAct>

/** What of a conversation unsettled Operations may change. */
export interface ConversationState {
  status: ConversationStatus
  ownerId: string | null
  ownerVersion: number
  inboundSeq: number
}

/** A conversation as it will be when the server agrees to everything that is on its way. */
export interface Overlaid extends ConversationState {
  /** the last act that the server has not agreed to yet */
  pendingAct: Act | null
  /** my newest message that the cache does not hold yet */
  lastSend: OutboxRow<z.infer<(typeof messageSend)['args']> | z.infer<(typeof engagementSend)['args']>> | null
  refusedAct: ConversationHeader['refusedAct']
  needsAttention: boolean
}

/**
 * Lays the unsettled rows of a conversation's Lane over it. A refused row and those held behind it change nothing: what
 * they asked for will not happen as it stands. An act whose base is older than the conversation changes nothing
 * either: the server has decided about it already, and the row only waits to hear so.
 *
 * ownerVersion is what it will be, so that an act asked for now, behind others, carries the base that the server will find.
 * @param isHere whether the cache holds this message already
 */
export function overlayConversation(
  state: ConversationState,
  rows: readonly OutboxRow[],
  me: UserId,
  isHere: (messageId: string) => boolean
): Overlaid {
  const over: Overlaid = {
    ...state,
    pendingAct: null,
    lastSend: null,
    refusedAct: null,
    needsAttention: false
  }
  for (const row of rows) {
    if (row.state === 'rejected') {
      over.needsAttention = true
      over.refusedAct ??= refusedActOf(row)
    } else if (asksFor(row, messageSend) || asksFor(row, engagementSend)) {
      if (isHere(row.opId)) continue
      over.lastSend = row
      if (!over.needsAttention) layReply(over, row, me)
    } else if (!over.needsAttention) {
      layAct(over, row, me)
    }
  }
  return over
}

function layReply(over: Overlaid, row: OutboxRow<{ takeOver?: boolean | undefined }>, me: UserId): void {
  const isColleagues = over.status === 'active' && over.ownerId !== me
  if (isColleagues && !(row.args.takeOver && holds(row, over))) return
  become(over, me, 'active', row, 'taking')
}

function layAct(over: Overlaid, row: OutboxRow, me: UserId): void {
  if (!holds(row, over)) return
  if (asksFor(row, conversationTransfer)) layTransfer(over, row, me)
  else if (asksFor(row, conversationTake)) become(over, me, 'active', row, 'taking')
  else if (asksFor(row, conversationFinish) && over.status === 'active' && over.ownerId === me) {
    become(over, me, 'finished', row, 'finishing')
  }
}

function layTransfer(over: Overlaid, row: OutboxRow<{ toUserId: UserId }>, me: UserId): void {
  if (over.status === 'active' && over.ownerId !== me) return
  over.status = 'active'
  over.ownerId = row.args.toUserId
  over.ownerVersion++
  over.pendingAct = row.state === 'accepted' ? null : 'transferring'
}

function holds(row: OutboxRow, state: ConversationState): boolean {
  return row.base.version === undefined || row.base.version >= state.ownerVersion
}

function become(over: Overlaid, me: UserId, status: 'active' | 'finished', row: OutboxRow, act: Act): void {
  if (over.status === status && over.ownerId === me) return
  over.status = status
  over.ownerId = me
  over.ownerVersion++
  over.pendingAct = row.state === 'accepted' ? null : act
}

function refusedActOf(row: OutboxRow): ConversationHeader['refusedAct'] {
  const act = asksFor(row, conversationTake)
    ? 'taking'
    : asksFor(row, conversationFinish)
      ? 'finishing'
      : asksFor(row, conversationTransfer)
        ? 'transferring'
        : null
  return act && row.rejection ? { opId: row.opId, act, ...row.rejection } : null
}

/** How far I have read, with what is on its way. */
export function overlayRead(rows: RowsByLane, conversationId: string, readSeq: number): number {
  let seq = readSeq
  for (const row of rows.lane(`read:${conversationId}`)) {
    if (row.state !== 'rejected' && asksFor(row, conversationRead)) seq = Math.max(seq, row.args.inboundSeq)
  }
  return seq
}

/** What I asked a channel's chat to become, while that is not settled. */
export function overlayChatEnabled(rows: RowsByLane, channelId: string): boolean | null {
  let enabled: boolean | null = null
  for (const row of rows.lane(`channel:${channelId}`)) {
    if (row.state !== 'rejected' && asksFor(row, channelSetChat)) enabled = row.args.enabled
  }
  return enabled
}
