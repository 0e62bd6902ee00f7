import type { ConversationId } from '#shared/base/ids.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import type { FoundMessage, FoundNote, InboxRow } from '#shared/features/conversation/views.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import type { Found } from './use-everything.ts'

export type Hit =
  | { kind: 'chat'; key: string; chat: InboxRow }
  | { kind: 'note'; key: string; note: FoundNote }
  | { kind: 'partner'; key: string; partner: Partner }
  | { kind: 'response'; key: string; response: CannedHit }
  | { kind: 'message'; key: string; message: FoundMessage }

interface HitGroup {
  name: string
  hits: readonly Hit[]
}

/** Where a hit leads: a conversation, and there to a message or a note. */
export interface ThreadPlace {
  conversationId: ConversationId
  position: number
  /** the message or note to show; null for whatever message stands at the position */
  item: string | null
}

/** What was found, by kind, without the kinds of which there is nothing. Messages go on and on, so they come last. */
export function groupsOf({ chats, notes, partners, responses, messages }: Found): HitGroup[] {
  const groups: HitGroup[] = [
    { name: 'Chats', hits: chats.map((chat) => ({ kind: 'chat', key: chat.conversationId, chat })) },
    { name: 'Partners', hits: partners.map((partner) => ({ kind: 'partner', key: partner.id, partner })) },
    { name: 'Notes', hits: notes.map((note) => ({ kind: 'note', key: note.noteId, note })) },
    {
      name: 'Canned responses',
      hits: responses.map((response) => ({ kind: 'response', key: response.responseId, response }))
    },
    {
      name: 'Messages',
      hits: messages.map((message) => ({ kind: 'message', key: message.messageId, message }))
    }
  ]
  return groups.filter(({ hits }) => hits.length > 0)
}

/** Where in a conversation a message or a note stands. */
export function placeOf(hit: Extract<Hit, { kind: 'message' | 'note' }>): ThreadPlace {
  if (hit.kind === 'message') {
    const { conversationId, position, messageId } = hit.message
    return { conversationId, position, item: messageId }
  }
  const { conversationId, afterPosition, noteId } = hit.note
  return { conversationId, position: afterPosition, item: noteId }
}
