import { MessageId } from '#shared/base/ids.ts'
import { whyUnavailable } from '#shared/features/engagement/availability.ts'
import { titleOf } from '#shared/features/engagement/content.ts'
import type { Engagement, SentEngagement } from '#shared/features/engagement/entities.ts'
import {
  engagementCreate,
  engagementEdit,
  engagementMove,
  engagementSend
} from '#shared/features/engagement/operations.ts'
import {
  type OperationContext,
  type OperationHandler,
  operationHandler,
  type Verdict
} from '../../gateway/operation-handler.ts'
import type { Tx } from '../../storage/storage.ts'
import type { AttachToEngagement } from '../attachment/engagement-files.ts'
import { handFilesOn } from '../attachment/engagement-files.ts'
import { messagePosted } from '../conversation/changes.ts'
import { decideReply } from '../conversation/decide-message.ts'
import type { Asked, Decision } from '../conversation/decision.ts'
import { channelById, conversationNow, postMessage } from '../conversation/repository.ts'
import { engagementChanged, sentEngagementChanged } from './changes.ts'
import { decideEdit, decideMove } from './decide.ts'
import { engagementById, recipientOf, saveEngagement, saveSent } from './repository.ts'

const NOT_FOUND: Verdict = { status: 'rejected', code: 'not_found', detail: {} }
const ALREADY_EXISTS: Verdict = { status: 'rejected', code: 'already_exists', detail: {} }
const NOTHING: Verdict = { status: 'accepted', changes: [] }

function askedBy({ actor, operation, nowMs }: OperationContext<unknown>): Asked {
  return { actorId: actor.userId, base: operation.base, nowMs }
}

function refused(decision: Extract<Decision<never>, { kind: 'reject' }>): Verdict {
  return { status: 'rejected', code: decision.code, detail: decision.detail }
}

const send = operationHandler({
  definition: engagementSend,
  role: 'agent',
  async run(tx, context) {
    const { actor, operation, args, nowMs } = context
    const { tenantId } = actor
    const now = await conversationNow(tx, tenantId, args.conversationId)
    const engagement = await engagementById(tx, tenantId, args.engagementId)
    if (!now || !engagement) return NOT_FOUND
    const { content } = engagement
    const decision = decideReply(now, {
      ...askedBy(context),
      messageId: MessageId.parse(operation.opId),
      text: titleOf(content),
      attachments: [],
      engagement: { engagementId: engagement.id, content },
      takeOver: args.takeOver === true,
      clientTimeMs: operation.clientTimeMs
    })
    if (decision.kind === 'reject') return refused(decision)
    if (decision.kind === 'nothing') return NOTHING
    const recipient = await recipientOf(tx, tenantId, now.conversation, engagement.id, nowMs)
    const reason = whyUnavailable(engagement, recipient)
    if (reason) return { status: 'rejected', code: 'engagement_unavailable', detail: { reason } }
    const { message, conversation } = decision.row
    if (!(await postMessage(tx, tenantId, decision.row))) return ALREADY_EXISTS
    await handFilesOn(tx, tenantId, engagement.id, message)
    const sent: SentEngagement = {
      id: message.id,
      conversationId: conversation.id,
      followerId: conversation.followerId,
      engagementId: engagement.id,
      type: content.type,
      title: titleOf(content),
      sentById: actor.userId,
      sentAtMs: nowMs,
      outcome: 'sent',
      outcomeAtMs: nowMs,
      version: 1
    }
    await saveSent(tx, tenantId, sent)
    return {
      status: 'accepted',
      changes: [...messagePosted(message, conversation), sentEngagementChanged(sent)]
    }
  }
})

async function keep(
  tx: Tx,
  tenantId: Parameters<typeof saveEngagement>[1],
  row: Engagement
): Promise<Verdict> {
  await saveEngagement(tx, tenantId, row)
  return { status: 'accepted', changes: [engagementChanged(row)] }
}

function createHandler(attach: AttachToEngagement): OperationHandler {
  return operationHandler({
    definition: engagementCreate,
    role: 'admin',
    async run(tx, { actor, args, nowMs }) {
      const { tenantId } = actor
      if (!(await channelById(tx, tenantId, args.channelId))) return NOT_FOUND
      if (await engagementById(tx, tenantId, args.engagementId)) return ALREADY_EXISTS
      const content = await attach(tx, actor, args.engagementId, args.content)
      if (content.status !== 'attached') return content
      return keep(tx, tenantId, {
        id: args.engagementId,
        channelId: args.channelId,
        state: 'draft',
        content: content.content,
        activatedAtMs: null,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
        version: 1
      })
    }
  })
}

function editHandler(attach: AttachToEngagement): OperationHandler {
  return operationHandler({
    definition: engagementEdit,
    role: 'admin',
    async run(tx, context) {
      const { actor, args } = context
      const { tenantId } = actor
      const engagement = await engagementById(tx, tenantId, args.engagementId)
      if (!engagement || !(await channelById(tx, tenantId, args.channelId))) return NOT_FOUND
      const decision = decideEdit(engagement, askedBy(context), args)
      if (decision.kind === 'reject') return refused(decision)
      if (decision.kind === 'nothing') return NOTHING
      const content = await attach(tx, actor, args.engagementId, args.content)
      if (content.status !== 'attached') return content
      return keep(tx, tenantId, { ...decision.row, content: content.content })
    }
  })
}

const move = operationHandler({
  definition: engagementMove,
  role: 'admin',
  async run(tx, { actor, args, nowMs }) {
    const engagement = await engagementById(tx, actor.tenantId, args.engagementId)
    if (!engagement) return NOT_FOUND
    const decision = decideMove(engagement, args.to, nowMs)
    if (decision.kind === 'reject') return refused(decision)
    return decision.kind === 'nothing' ? NOTHING : keep(tx, actor.tenantId, decision.row)
  }
})

/** @param attach how the files of an engagement come to it */
export function engagementHandlers(attach: AttachToEngagement): readonly OperationHandler[] {
  return [send, createHandler(attach), editHandler(attach), move]
}
