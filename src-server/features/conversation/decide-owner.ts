import type { Conversation } from '#shared/features/conversation/entities.ts'
import { ownershipOf } from '#shared/features/conversation/rules.ts'
import { type Asked, alreadyTaken, type ConversationNow, type Decision, ownedBy, reject } from './decision.ts'

/*
 *                 follower writes                     reply, take
 *   unanswered <------------------- finished    unanswered -----> active
 *                                       ^            reply, take     |  \ take (a colleague, confirmed)
 *                                       |   finished -----> active   |   `--> active
 *                                       +----------------------------+
 *                                          finish (its owner)
 *
 * Each arrow grows ownerVersion, so two agents who saw the same version cannot both win.
 */

/**
 * Taking a conversation. What nobody holds is free, whatever version was on screen. What a colleague holds or closed
 * goes only to an agent who saw exactly that, so that nobody takes it from someone they have not been told of.
 */
export function decideTake(now: ConversationNow, asked: Asked): Decision<Conversation> {
  const { conversation } = now
  if (ownershipOf(conversation, asked.actorId) === 'mine') return { kind: 'nothing' }
  const someoneElse = conversation.ownerId !== null && conversation.ownerId !== asked.actorId
  if (someoneElse && asked.base.version !== conversation.ownerVersion) return alreadyTaken(now)
  return { kind: 'change', row: grown(ownedBy(conversation, asked.actorId, asked.nowMs)) }
}

/**
 * Finishing. Only its owner may, and only when they have seen the follower's last words. While the actor is the owner,
 * an older version does not matter: it means that the actor's own reply or take, queued before, moved it.
 */
export function decideFinish(now: ConversationNow, asked: Asked): Decision<Conversation> {
  const { conversation } = now
  const mine = conversation.ownerId === asked.actorId
  if (conversation.status === 'finished' && mine) return { kind: 'nothing' }
  if (conversation.ownerId !== null && !mine) return alreadyTaken(now)
  if ((asked.base.inboundSeq ?? 0) < conversation.inboundSeq) {
    return reject('new_inbound', { inboundSeq: conversation.inboundSeq })
  }
  if (conversation.status === 'unanswered') {
    return reject('forbidden', {
      message: 'Nobody answers this conversation, so it cannot be finished. Take it first.'
    })
  }
  return {
    kind: 'change',
    row: grown({
      ...conversation,
      status: 'finished',
      ownerVersion: conversation.ownerVersion + 1,
      ownedAtMs: asked.nowMs
    })
  }
}

function grown(conversation: Conversation): Conversation {
  return { ...conversation, version: conversation.version + 1 }
}
