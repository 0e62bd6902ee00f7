import { describe, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import type { Conversation } from '#shared/features/conversation/entities.ts'
import { STALE_REPLY_MS } from '#shared/features/conversation/rules.ts'
import { decideInbound, decideReply } from '../../../../src-server/features/conversation/decide-message.ts'
import { aConversation, MIA, MINUTE_MS, messageId, NOW_MS, TOM } from './builders.ts'

const mine = aConversation({ status: 'active', ownerId: MIA, ownerVersion: 4 })
const toms = aConversation({ status: 'active', ownerId: TOM, ownerVersion: 4, ownedAtMs: NOW_MS - MINUTE_MS })
const finishedByTom = aConversation({ ...toms, status: 'finished' })
const finishedByMe = aConversation({ ...mine, status: 'finished' })
const free = aConversation({ ownerVersion: 4 })

function now(conversation: Conversation, chatEnabled = true) {
  return { conversation, chatEnabled, ownerName: conversation.ownerId === TOM ? 'Tom Becker' : null }
}

function reply(
  changes: { version?: number; inboundSeq?: number; takeOver?: boolean; clientTimeMs?: number } = {}
) {
  const { version = 4, inboundSeq = 1, takeOver = false, clientTimeMs = NOW_MS } = changes
  return {
    actorId: MIA,
    base: { version, inboundSeq },
    nowMs: NOW_MS,
    messageId: messageId('reply'),
    text: 'Gladly,\n see you  then',
    attachments: [],
    takeOver,
    clientTimeMs
  }
}

describe('a reply', () => {
  test.each([
    ['of nobody', free, {}],
    ['of nobody, taken and given back meanwhile', free, { version: 1 }],
    ['finished by a colleague, as the agent saw', finishedByTom, {}],
    ['finished by the agent', finishedByMe, { version: 1 }],
    ['of a colleague, taken over with confirmation', toms, { takeOver: true }]
  ])('[CH3] makes the agent the owner of a conversation %s', (_case, conversation, changes) => {
    const decision = decideReply(now(conversation), reply(changes))
    expect(decision).toMatchObject({
      kind: 'change',
      row: { conversation: { status: 'active', ownerId: MIA, ownerVersion: 5, ownedAtMs: NOW_MS } }
    })
  })

  test('to an own conversation adds a message and changes no owner', () => {
    expect(decideReply(now(mine), reply())).toEqual({
      kind: 'change',
      row: {
        message: {
          id: 'reply',
          conversationId: mine.id,
          position: 2,
          direction: 'out',
          authorId: MIA,
          text: 'Gladly,\n see you  then',
          attachments: [],
          sentAtMs: NOW_MS
        },
        conversation: {
          ...mine,
          lastPosition: 2,
          lastMessage: { direction: 'out', text: 'Gladly, see you then', atMs: NOW_MS },
          lastActivityMs: NOW_MS,
          version: mine.version + 1
        }
      }
    })
  })

  test.each([
    ['holds it', toms, {}],
    ['holds it, and the confirmation spoke of somebody before', toms, { takeOver: true, version: 3 }],
    ['closed it unseen', finishedByTom, { version: 3 }],
    ['closed it unseen, even with a confirmation', finishedByTom, { version: 3, takeOver: true }]
  ])('[CH4] is never sent blindly when a colleague %s', (_case, conversation, changes) => {
    expect(decideReply(now(conversation), reply(changes))).toEqual({
      kind: 'reject',
      code: 'already_taken',
      detail: { by: TOM, byName: 'Tom Becker', atMs: NOW_MS - MINUTE_MS }
    })
  })

  test('[CF9] [CH1] is refused while the chat is off', () => {
    expect(decideReply(now(mine, false), reply())).toEqual({
      kind: 'reject',
      code: 'chat_disabled',
      detail: {}
    })
  })

  const newer = aConversation({ ...mine, inboundSeq: 2 })
  const old = NOW_MS - STALE_REPLY_MS - 1
  test('[CF6] that is old comes back when the follower wrote since', () => {
    expect(decideReply(now(newer), reply({ clientTimeMs: old }))).toEqual({
      kind: 'reject',
      code: 'needs_review',
      detail: { inboundSeq: 2 }
    })
  })

  test.each([
    ['is old, but nothing was written since', mine, old],
    ['has newer words before it, but is young', newer, NOW_MS - STALE_REPLY_MS],
    ['was written by a clock that runs ahead', newer, NOW_MS + 24 * 60 * MINUTE_MS]
  ])('goes out when it %s', (_case, conversation, clientTimeMs) => {
    expect(decideReply(now(conversation), reply({ clientTimeMs })).kind).toBe('change')
  })
})

describe("a follower's message", () => {
  const inbound = { messageId: messageId('hello'), text: 'Hello?', nowMs: NOW_MS }
  const { channelId, followerId } = mine
  const opening = { conversationId: ConversationId.parse('fresh'), channelId, followerId }

  test('[CH2] opens a conversation that waits for any agent', () => {
    const { message, conversation } = decideInbound(null, opening, inbound)
    expect(message).toMatchObject({ position: 1, direction: 'in', authorId: null, conversationId: 'fresh' })
    expect(conversation).toEqual({
      id: 'fresh',
      channelId,
      followerId,
      status: 'unanswered',
      ownerId: null,
      ownerVersion: 1,
      ownedAtMs: NOW_MS,
      inboundSeq: 1,
      lastPosition: 1,
      deliveredPosition: 0,
      lastMessage: { direction: 'in', text: 'Hello?', atMs: NOW_MS },
      createdAtMs: NOW_MS,
      lastActivityMs: NOW_MS,
      version: 1
    })
  })

  test('[CH3] makes a finished conversation wait again, for anybody', () => {
    expect(decideInbound(finishedByTom, opening, inbound).conversation).toMatchObject({
      id: finishedByTom.id,
      status: 'unanswered',
      ownerId: null,
      ownerVersion: 5,
      inboundSeq: 2
    })
  })

  test.each([
    ['active', toms],
    ['unanswered', free]
  ])('leaves the owner of an %s conversation', (_case, current) => {
    const { status, ownerId, ownerVersion, ownedAtMs } = current
    expect(decideInbound(current, opening, inbound).conversation).toMatchObject({
      status,
      ownerId,
      ownerVersion,
      ownedAtMs,
      inboundSeq: 2,
      lastPosition: 2
    })
  })
})
