import type { NoteId, UserId } from '#shared/base/ids.ts'
import type { Conversation, Note } from '#shared/features/conversation/entities.ts'
import { ownershipOf } from '#shared/features/conversation/rules.ts'
import { type Asked, alreadyTaken, type ConversationNow, type Decision, reject } from './decision.ts'

/** What a note says, and under which id. */
export interface NoteWords {
  noteId: NoteId
  text: string
}

/** A note as it stands in a conversation now. It changes nothing of the conversation. */
export function writtenNote(
  conversation: Pick<Conversation, 'id' | 'lastPosition'>,
  { actorId, nowMs }: Pick<Asked, 'actorId' | 'nowMs'>,
  { noteId, text }: NoteWords,
  transferredToId: Note['transferredToId'] = null
): Note {
  return {
    id: noteId,
    conversationId: conversation.id,
    afterPosition: conversation.lastPosition,
    authorId: actorId,
    text,
    transferredToId,
    writtenAtMs: nowMs
  }
}

/** The colleague who shall get a conversation. */
export interface Recipient {
  id: UserId
  name: string
  active: boolean
}

interface Transferred {
  conversation: Conversation
  note: Note
}

/**
 * Giving a conversation to a colleague. One's own may go; what nobody holds only from an agent who saw that; what a colleague
 * holds is not one's own to give. While the actor is the owner, an older version means that the actor's own reply or take, queued
 * before, moved it.
 */
export function decideTransfer(
  now: ConversationNow,
  asked: Asked,
  to: Recipient | null,
  words: NoteWords
): Decision<Transferred> {
  const { conversation } = now
  const ownership = ownershipOf(conversation, asked.actorId)
  const seen = asked.base.version === conversation.ownerVersion
  if (ownership === 'colleague' || (ownership === 'nobody' && !seen)) return alreadyTaken(now)
  if (!to) return reject('not_found')
  if (!to.active) return reject('colleague_gone', { byName: to.name })
  if (ownershipOf(conversation, to.id) === 'mine') return { kind: 'nothing' }
  return {
    kind: 'change',
    row: {
      conversation: {
        ...conversation,
        status: 'active',
        ownerId: to.id,
        ownerVersion: conversation.ownerVersion + 1,
        ownedAtMs: asked.nowMs,
        version: conversation.version + 1
      },
      note: writtenNote(conversation, asked, words, to.id)
    }
  }
}
