import { MessageId, NoteId } from '#shared/base/ids.ts'
import {
  channelSetChat,
  conversationFinish,
  conversationRead,
  conversationTake,
  conversationTransfer,
  messageSend,
  noteWrite
} from '#shared/features/conversation/operations.ts'
import type { DraftChange } from '../../feed/append.ts'
import {
  type OperationContext,
  type OperationHandler,
  operationHandler,
  type Verdict
} from '../../gateway/operation-handler.ts'
import type { AttachFiles } from '../attachment/attach-files.ts'
import {
  channelChanged,
  conversationChanged,
  conversationFinished,
  messagePosted,
  noteWritten,
  conversationRead as readChange
} from './changes.ts'
import { cleanNames } from './clean-names.ts'
import { cleanText } from './clean-text.ts'
import { decideReply } from './decide-message.ts'
import { decideTransfer, writtenNote } from './decide-note.ts'
import { decideFinish, decideTake } from './decide-owner.ts'
import { decideRead, decideSetChat } from './decide-rest.ts'
import type { Asked, Decision } from './decision.ts'
import {
  addNote,
  channelById,
  colleagueById,
  conversationNow,
  postMessage,
  readMarkOf,
  saveChannel,
  saveConversation,
  saveReadMark
} from './repository.ts'

function accepted(changes: DraftChange[]): Verdict {
  return { status: 'accepted', changes }
}

const NOT_FOUND: Verdict = { status: 'rejected', code: 'not_found', detail: {} }
const ALREADY_EXISTS: Verdict = { status: 'rejected', code: 'already_exists', detail: {} }

/** Carries a decision out: a refusal passes on, a new row is saved and told. */
async function carryOut<Row>(
  decision: Decision<Row>,
  save: (row: Row) => Promise<DraftChange[]>
): Promise<Verdict> {
  switch (decision.kind) {
    case 'reject':
      return { status: 'rejected', code: decision.code, detail: decision.detail }
    case 'nothing':
      return accepted([])
    case 'change':
      return accepted(await save(decision.row))
  }
}

function askedBy({ actor, operation, nowMs }: OperationContext<unknown>): Asked {
  return { actorId: actor.userId, base: operation.base, nowMs }
}

function sendHandler(attachFiles: AttachFiles): OperationHandler {
  return operationHandler({
    definition: messageSend,
    role: 'agent',
    decidesFirst: true,
    async run(tx, context) {
      const { actor, operation, args } = context
      const now = await conversationNow(tx, actor.tenantId, args.conversationId)
      if (!now) return NOT_FOUND
      const messageId = MessageId.parse(operation.opId)
      const decision = decideReply(now, {
        ...askedBy(context),
        messageId,
        text: cleanText(args.text),
        attachments: cleanNames(args.attachments ?? []),
        takeOver: args.takeOver === true,
        clientTimeMs: operation.clientTimeMs
      })
      if (decision.kind !== 'change') return carryOut(decision, async () => [])
      const { message, conversation } = decision.row
      const files = await attachFiles(tx, actor, message)
      if (files.status !== 'attached') return files
      const posted = { ...message, attachments: files.attachments }
      if (!(await postMessage(tx, actor.tenantId, { message: posted, conversation }))) return ALREADY_EXISTS
      await files.keep()
      return accepted(messagePosted(posted, conversation))
    }
  })
}

/** Take and finish differ by their rule, and by what they are called afterwards. */
function ownerHandler(
  definition: typeof conversationTake | typeof conversationFinish,
  decide: typeof decideTake,
  changed: typeof conversationChanged
): OperationHandler {
  return operationHandler({
    definition,
    role: 'agent',
    decidesFirst: true,
    async run(tx, context) {
      const { tenantId } = context.actor
      const now = await conversationNow(tx, tenantId, context.args.conversationId)
      if (!now) return NOT_FOUND
      return carryOut(decide(now, askedBy(context)), async (conversation) => {
        await saveConversation(tx, tenantId, conversation)
        return [changed(conversation)]
      })
    }
  })
}

const transfer = operationHandler({
  definition: conversationTransfer,
  role: 'agent',
  async run(tx, context) {
    const { actor, operation, args } = context
    const now = await conversationNow(tx, actor.tenantId, args.conversationId)
    if (!now) return NOT_FOUND
    const to = await colleagueById(tx, actor.tenantId, args.toUserId)
    const words = { noteId: NoteId.parse(operation.opId), text: cleanText(args.note ?? '').trim() }
    const decision = decideTransfer(now, askedBy(context), to, words)
    if (decision.kind === 'change' && !(await addNote(tx, actor.tenantId, decision.row.note))) {
      return ALREADY_EXISTS
    }
    return carryOut(decision, async ({ conversation, note }) => {
      await saveConversation(tx, actor.tenantId, conversation)
      return [noteWritten(note), conversationChanged(conversation)]
    })
  }
})

const write = operationHandler({
  definition: noteWrite,
  role: 'agent',
  async run(tx, context) {
    const { actor, operation, args } = context
    const now = await conversationNow(tx, actor.tenantId, args.conversationId)
    if (!now) return NOT_FOUND
    const words = { noteId: NoteId.parse(operation.opId), text: cleanText(args.text) }
    const note = writtenNote(now.conversation, askedBy(context), words)
    if (!(await addNote(tx, actor.tenantId, note))) return ALREADY_EXISTS
    return accepted([noteWritten(note)])
  }
})

const read = operationHandler({
  definition: conversationRead,
  role: 'agent',
  decidesFirst: true,
  async run(tx, { actor, args }) {
    const now = await conversationNow(tx, actor.tenantId, args.conversationId)
    if (!now) return NOT_FOUND
    const mark = await readMarkOf(tx, actor.tenantId, actor.userId, args.conversationId)
    const decision = decideRead(mark, { ...args, userId: actor.userId }, now.conversation.inboundSeq)
    return carryOut(decision, async (row) => {
      await saveReadMark(tx, actor.tenantId, row)
      return [readChange(row)]
    })
  }
})

const setChat = operationHandler({
  definition: channelSetChat,
  role: 'lead',
  async run(tx, { actor, args }) {
    const channel = await channelById(tx, actor.tenantId, args.channelId)
    if (!channel) return NOT_FOUND
    return carryOut(decideSetChat(channel, args.enabled), async (row) => {
      await saveChannel(tx, actor.tenantId, row)
      return [channelChanged(row)]
    })
  }
})

/** @param attachFiles how the files of a message come to it */
export function conversationHandlers(attachFiles: AttachFiles): readonly OperationHandler[] {
  return [
    sendHandler(attachFiles),
    ownerHandler(conversationTake, decideTake, conversationChanged),
    ownerHandler(conversationFinish, decideFinish, conversationFinished),
    transfer,
    write,
    read,
    setChat
  ]
}
