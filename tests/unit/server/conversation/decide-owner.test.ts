import { describe, expect, test } from 'vitest'
import type { Conversation } from '#shared/features/conversation/entities.ts'
import { decideFinish, decideTake } from '../../../../src-server/features/conversation/decide-owner.ts'
import { aConversation, MIA, MINUTE_MS, NOW_MS, TOM } from './builders.ts'

const mine = aConversation({ status: 'active', ownerId: MIA, ownerVersion: 4 })
const toms = aConversation({ status: 'active', ownerId: TOM, ownerVersion: 4, ownedAtMs: NOW_MS - MINUTE_MS })
const finishedByTom = aConversation({ ...toms, status: 'finished' })
const finishedByMe = aConversation({ ...mine, status: 'finished' })
const free = aConversation({ ownerVersion: 4 })

const TAKEN = {
  kind: 'reject',
  code: 'already_taken',
  detail: { by: TOM, byName: 'Tom Becker', atMs: NOW_MS - MINUTE_MS }
}

function now(conversation: Conversation) {
  return { conversation, chatEnabled: true, ownerName: conversation.ownerId === TOM ? 'Tom Becker' : null }
}

function asked(version?: number, inboundSeq?: number) {
  const base = { ...(version !== undefined && { version }), ...(inboundSeq !== undefined && { inboundSeq }) }
  return { actorId: MIA, base, nowMs: NOW_MS }
}

describe('taking a conversation', () => {
  test.each([
    ['nobody holds it', free, 4],
    ['nobody holds it, whatever was on screen', free, 1],
    ['a colleague holds it, as the agent saw and confirmed', toms, 4],
    ['a colleague closed it, as the agent saw', finishedByTom, 4],
    ['the agent closed it', finishedByMe, 1]
  ])('[CH4] succeeds: %s', (_case, conversation, version) => {
    expect(decideTake(now(conversation), asked(version))).toEqual({
      kind: 'change',
      row: {
        ...conversation,
        status: 'active',
        ownerId: MIA,
        ownerVersion: 5,
        ownedAtMs: NOW_MS,
        version: conversation.version + 1
      }
    })
  })

  test.each([
    ['took it meanwhile', toms, 3],
    ['took it, and the agent saw nothing', toms, undefined],
    ['took and closed it meanwhile', finishedByTom, 3]
  ])('[CH4] is lost when a colleague %s', (_case, conversation, version) => {
    expect(decideTake(now(conversation), asked(version))).toEqual(TAKEN)
  })

  test('[CH4] what is mine already stays as it is', () => {
    expect(decideTake(now(mine), asked(1))).toEqual({ kind: 'nothing' })
  })
})

describe('finishing a conversation', () => {
  test('[CH3] closes it and keeps who did', () => {
    expect(decideFinish(now(mine), asked(4, 1))).toEqual({
      kind: 'change',
      row: {
        ...mine,
        status: 'finished',
        ownerVersion: 5,
        ownedAtMs: NOW_MS,
        version: mine.version + 1
      }
    })
  })

  test('[CH9] an own reply queued before, which moved the owner version, does not stop it', () => {
    expect(decideFinish(now(mine), asked(3, 1)).kind).toBe('change')
  })

  test('[CH3] chat turned off does not stop it', () => {
    expect(decideFinish({ ...now(mine), chatEnabled: false }, asked(4, 1)).kind).toBe('change')
  })

  test('[CF4] words of the follower that the agent has not seen keep it open', () => {
    const newer = aConversation({ ...mine, inboundSeq: 3 })
    const refusal = { kind: 'reject', code: 'new_inbound', detail: { inboundSeq: 3 } }
    expect(decideFinish(now(newer), asked(4, 2))).toEqual(refusal)
    expect(decideFinish(now(newer), asked(4))).toEqual(refusal)
  })

  test('what a message has reopened meanwhile stays open', () => {
    const reopened = aConversation({ inboundSeq: 2, ownerVersion: 6 })
    expect(decideFinish(now(reopened), asked(4, 1))).toEqual({
      kind: 'reject',
      code: 'new_inbound',
      detail: { inboundSeq: 2 }
    })
  })

  test.each([
    ['holds', toms],
    ['has closed', finishedByTom]
  ])('[CH4] what a colleague %s is theirs', (_case, conversation) => {
    expect(decideFinish(now(conversation), asked(4, 1))).toEqual(TAKEN)
  })

  test('nobody finishes what nobody answers', () => {
    expect(decideFinish(now(free), asked(4, 1))).toMatchObject({ kind: 'reject', code: 'forbidden' })
  })

  test('finishing twice is finishing once', () => {
    expect(decideFinish(now(finishedByMe), asked(3, 1))).toEqual({ kind: 'nothing' })
  })
})
