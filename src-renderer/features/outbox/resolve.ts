import { z } from 'zod'
import { CategoryId, type ConversationId, EngagementId, type OpId, ResponseId } from '#shared/base/ids.ts'
import type { SubmitOutcome } from '#shared/contract/ipc.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import { RESPONSE_TITLE_MAX } from '#shared/features/canned-response/entities.ts'
import { categoryCreate, responseCreate } from '#shared/features/canned-response/operations.ts'
import type { Base } from '#shared/sync/operation.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import { desk } from '../../bridge/desk.ts'
import { mintId } from '../../bridge/mint-id.ts'
import { isSend, subjectOf } from './subject.ts'

/** What these acts must know of an unsettled Operation. */
export type Settling = Pick<OutboxItem, 'opId' | 'type' | 'args' | 'rejection'>

/** What is on screen now about the thing that an Operation speaks of: the base of a second try. */
async function baseNow(item: Settling): Promise<Base> {
  const { conversationId, responseId, categoryId, engagementId, channelId } = subjectOf(item)
  if (conversationId) {
    const header = await desk.query('conversation.header', { conversationId })
    return header ? { version: header.ownerVersion, inboundSeq: header.inboundSeq } : {}
  }
  if (engagementId && !responseId) {
    const catalogue = await desk.query('engagement.catalogue', {})
    return versionOf(catalogue.find((engagement) => engagement.engagementId === engagementId))
  }
  if (channelId) {
    const channels = await desk.query('conversation.channels', {})
    return versionOf(channels.find((channel) => channel.id === channelId))
  }
  const { categories } = await desk.query('canned-response.library', {})
  if (responseId) {
    const responses = categories.flatMap((category) => category.responses)
    return versionOf(responses.find((response) => response.responseId === responseId))
  }
  return versionOf(categories.find((category) => category.categoryId === categoryId))
}

const versionOf = (found: { version: number } | undefined): Base => (found ? { version: found.version } : {})

/** What a second try asks for besides what the first one did: what the person has just confirmed. */
function confirmed({ type, args, rejection }: Settling): object | null {
  if (isSend(type) && rejection?.code === 'already_taken') {
    return { ...Object(args), takeOver: true }
  }
  if (rejection?.code === 'not_empty') {
    return { ...Object(args), confirmedResponses: rejection.detail.responses ?? 0 }
  }
  return null
}

/** Asks again for what was refused, from what is there now. A colleague's chat is taken over: ask the person first. */
export async function retryRefused(item: Settling): Promise<SubmitOutcome> {
  const args = confirmed(item)
  return desk.act('outbox.retry', { opId: item.opId, base: await baseNow(item), ...(args ? { args } : {}) })
}

/** Sends the text of a message alone. */
export async function sendWithoutFiles(item: Settling): Promise<SubmitOutcome> {
  return desk.act('outbox.send-without-files', { opId: item.opId, base: await baseNow(item) })
}

/**
 * Puts the text and files of a message, or its engagement, into the draft of its conversation, behind what is there. Answers the conversation, or
 * null when they could not be saved.
 */
async function keepAsDraft(item: Settling): Promise<ConversationId | null> {
  const { conversationId, text, attachments = [], engagementId } = subjectOf(item)
  if (conversationId && engagementId) {
    const { saved } = await desk.act('conversation.save-draft', { conversationId, engagementId })
    return saved ? conversationId : null
  }
  if (!conversationId || text === undefined) return null
  const draft = await desk.query('conversation.draft', { conversationId })
  const joined = draft?.text ? `${draft.text}\n${text}` : text
  const { saved } = await desk.act('conversation.save-draft', { conversationId, text: joined })
  if (!saved || attachments.length === 0) return saved ? conversationId : null
  const files = await desk.act('conversation.change-draft-files', { conversationId, add: attachments })
  return files.saved && files.left.length === 0 ? conversationId : null
}

/** Makes a draft of an unsent message; the message is withdrawn only when its text is safe. */
export async function moveToDraft(item: Settling): Promise<ConversationId | null> {
  const conversationId = await keepAsDraft(item)
  if (conversationId) await desk.act('outbox.discard', { opId: item.opId })
  return conversationId
}

/** What became of a text: queued as a new one, in another category where the one that it had is gone. */
export type MadeNew = { ok: true; movedTo: string | null } | { ok: false; message: string }

/**
 * Makes something new of a text of mine: its response or category was removed meanwhile, or a colleague has changed it and both
 * stay. The refused one goes after.
 */
export async function restoreAsNew(item: Settling): Promise<MadeNew> {
  const subject = subjectOf(item)
  const was = item.rejection?.detail.current ?? {}
  if (subject.responseId === undefined) {
    const args = { categoryId: CategoryId.parse(mintId()), name: subject.name ?? was.name ?? '' }
    return settledBy(await desk.submit(categoryCreate, args, {}), item.opId, null)
  }
  const library = await desk.query('canned-response.library', {})
  const categories = library.categories.filter(({ isLoose }) => !isLoose)
  const theirs = categories
    .flatMap(({ responses }) => responses)
    .find(({ responseId }) => responseId === subject.responseId)
  const wanted = subject.categoryId ?? was.categoryId ?? theirs?.categoryId
  const there = categories.find(({ categoryId }) => categoryId === wanted)
  const category = there ?? categories[0]
  if (!category) return { ok: false, message: 'There is no category any more. Add one, then restore it.' }
  const args = {
    responseId: ResponseId.parse(mintId()),
    categoryId: category.categoryId,
    title: subject.title ?? was.title ?? (theirs ? copyOf(theirs.title) : 'Restored'),
    text: subject.text ?? was.text ?? theirs?.text ?? subject.title ?? '',
    attachments: subject.attachments ?? filesOf(was) ?? theirs?.attachments ?? [],
    engagementId:
      subject.engagementId === undefined ? engagementOf(was, theirs?.engagementId) : subject.engagementId,
    ...(theirs?.isPersonal ? { scope: 'personal' as const } : {})
  }
  return settledBy(await desk.submit(responseCreate, args, {}), item.opId, there ? null : category.name)
}

/** What a removed response carried, as its refusal tells. */
const filesOf = ({ attachments }: Record<string, string>) =>
  attachments === undefined || attachments === ''
    ? undefined
    : z.array(Attachment).parse(JSON.parse(attachments))

const engagementOf = ({ engagementId }: Record<string, string>, theirs: EngagementId | null = null) =>
  EngagementId.safeParse(engagementId).data ?? theirs

const COPY = ' (mine)'

const copyOf = (title: string) => title.slice(0, RESPONSE_TITLE_MAX - COPY.length) + COPY

async function settledBy(outcome: SubmitOutcome, opId: OpId, movedTo: string | null): Promise<MadeNew> {
  if (!outcome.ok) return outcome
  await desk.act('outbox.discard', { opId })
  return { ok: true, movedTo }
}
