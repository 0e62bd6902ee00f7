import type { UserId } from '../../base/ids.ts'
import type { Attachment } from '../attachment/entities.ts'
import type { Conversation, ConversationStatus } from './entities.ts'

/** How old a reply may be, in milliseconds, before newer words of the follower ask for a second look. */
export const STALE_REPLY_MS = 30 * 60_000

/** How many characters of a message the inbox shows. */
const PREVIEW_CHARS = 200

/** A message on one line, as the inbox shows it: its text, or else the names of its files. */
export function previewOf(text: string, attachments: readonly Pick<Attachment, 'name'>[] = []): string {
  const line = text.replace(/\s+/g, ' ').trim() || attachments.map(({ name }) => name).join(', ')
  return line.slice(0, PREVIEW_CHARS)
}

/** Whether unread messages of a conversation call this agent: their own chats do, and those that wait for anybody. */
export function callsAgent(status: ConversationStatus, isMine: boolean): boolean {
  return status === 'unanswered' || (status === 'active' && isMine)
}

/** Whose conversation it is, from one agent's seat. */
export type Ownership = 'mine' | 'colleague' | 'nobody'

/** A finished conversation belongs to nobody any more, although its last owner is still shown. */
export function ownershipOf(
  conversation: Pick<Conversation, 'status' | 'ownerId'>,
  userId: UserId
): Ownership {
  if (conversation.status !== 'active') return 'nobody'
  return conversation.ownerId === userId ? 'mine' : 'colleague'
}
