import { describe, expect, test } from 'vitest'
import { RejectionCode } from '#shared/base/error-codes.ts'
import { OpId } from '#shared/base/ids.ts'
import { OPERATIONS } from '#shared/contract/operations.ts'
import { Lane } from '#shared/sync/operation.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import { describe as describeItem } from '../../../../src-renderer/features/outbox/describe.ts'
import { wayOfKey } from '../../../../src-renderer/features/outbox/keys.ts'
import { rejectionWords } from '../../../../src-renderer/features/outbox/rejection-words.ts'
import { stateWords } from '../../../../src-renderer/features/outbox/state-words.ts'
import { waysOut } from '../../../../src-renderer/features/outbox/ways-out.ts'

const item = (more: Partial<OutboxItem>): OutboxItem => ({
  opId: OpId.parse('op'),
  lane: Lane.parse('conversation:c'),
  type: 'message.send',
  args: { conversationId: 'c', text: 'Hello' },
  about: 'Amal',
  state: 'queued',
  heldBy: null,
  readable: true,
  uploadShare: null,
  withdrawing: false,
  createdAtMs: 0,
  attempts: 0,
  nextAtMs: null,
  rejection: null,
  ...more
})

describe('[CH9] the Outbox in words', () => {
  test('every Operation has a title of its own', () => {
    const titles = OPERATIONS.map(({ type }) => describeItem(item({ type })).title)
    expect(new Set(titles).size).toBe(OPERATIONS.length)
    for (const [index, { type }] of OPERATIONS.entries()) expect(titles[index]).not.toBe(type)
  })

  test('the text and the chat of a message are told', () => {
    expect(describeItem(item({}))).toMatchObject({ text: 'Hello', conversationId: 'c' })
  })

  test('what this version does not understand keeps its name', () => {
    const unknown = describeItem(item({ type: 'future.act', args: { anything: 1 } }))
    expect(unknown).toEqual({ title: 'future.act', text: null, conversationId: null })
    expect(describeItem(item({ args: 'garbage' })).text).toBeNull()
  })

  test.each(RejectionCode.options)('%s is a sentence, with the facts at hand or without', (code) => {
    const bare = rejectionWords(code, {}, String)
    const full = rejectionWords(code, { byName: 'Tom', atMs: 5, responses: 3 }, String)
    for (const words of [bare, full]) {
      expect(words).toMatch(/^[A-Z]/)
      expect(words).not.toMatch(/undefined|_|null/)
    }
  })

  test('who took the chat and when is named', () => {
    expect(rejectionWords('already_taken', { byName: 'Tom', atMs: 5 }, () => '10:42')).toBe(
      'Tom took this chat at 10:42'
    )
  })

  test.each([
    [{}, 'Queued, saved on this computer'],
    [{ state: 'sending' }, 'Sending'],
    [{ state: 'sending', withdrawing: true }, 'Withdrawing: asking the server'],
    [{ state: 'accepted' }, 'Sent, waiting for the server’s copy'],
    [{ heldBy: OpId.parse('first') }, 'Waits behind one that was not sent'],
    [{ uploadShare: 0.417 }, 'Uploading 41 %'],
    [{ uploadShare: 1 }, 'Queued, saved on this computer'],
    [{ rejection: { code: 'chat_disabled', detail: {} } }, 'Not sent: Chat was turned off for this channel'],
    [
      { type: 'conversation.take', rejection: { code: 'already_taken', detail: { byName: 'Tom' } } },
      'Not taken: Tom took this chat'
    ],
    [
      { rejection: { code: 'needs_review', detail: {} } },
      'Needs review: This reply is old, and the follower has written since'
    ],
    [
      { readable: false, rejection: { code: 'unknown_type', detail: {} } },
      'Needs attention: This version of the app cannot read it'
    ]
  ] as const)('%j', (more, words) => {
    expect(stateWords(item(more), 'online')).toBe(words)
  })

  test('what waits for its next try says when, and what is paused says for what', () => {
    expect(stateWords(item({ state: 'sending', nextAtMs: Date.UTC(2026, 0, 1, 10, 42) }))).toMatch(
      /^Trying again at .*42/
    )
    expect(stateWords(item({}), 'sign-in-needed')).toBe('Paused: sign in to send it')
    expect(stateWords(item({}), 'paused-by-person')).toBe('Saved on this computer until you go online')
    expect(stateWords(item({ uploadShare: 0.4 }), 'offline')).toBe('Queued, saved on this computer')
  })
})

describe('[CH9] every state and every refusal has a way out', () => {
  const ways = (more: Partial<OutboxItem>) => waysOut(item(more)).map(({ does }) => does)
  const refused = (code: RejectionCode, more: Partial<OutboxItem> = {}) =>
    ways({ state: 'rejected', rejection: { code, detail: {} }, ...more })

  test.each(RejectionCode.options.flatMap((code) => OPERATIONS.map(({ type }) => ({ code, type }))))(
    '$type refused with $code can be let go, and never is by itself',
    ({ code, type }) => {
      expect(refused(code, { type })).toContain('discard')
    }
  )

  test('a message keeps its text within reach whatever refused it', () => {
    for (const code of RejectionCode.options) {
      const reach = refused(code).some((does) =>
        ['retry', 'edit', 'take-over', 'export', 'without-files'].includes(does)
      )
      const gone: RejectionCode[] = ['not_found', 'deleted', 'already_exists', 'cancelled', 'too_late']
      const ofRequests: RejectionCode[] = ['already_decided', 'request_withdrawn', 'request_amended']
      expect(reach, code).toBe(![...gone, ...ofRequests].includes(code))
    }
  })

  test('each row of the conflict table offers what its rule allows', () => {
    expect(refused('already_taken')).toEqual(['take-over', 'edit', 'discard'])
    expect(refused('already_taken', { type: 'conversation.take' })).toEqual(['take-over', 'discard'])
    expect(refused('new_inbound', { type: 'conversation.finish' })).toEqual(['retry', 'discard'])
    expect(refused('needs_review')).toEqual(['retry', 'edit', 'discard'])
    expect(refused('chat_disabled')).toEqual(['edit', 'retry', 'discard'])
    const edit = { type: 'canned-response.edit', args: { responseId: 'r', text: 'Mine' } }
    expect(refused('edit_conflict', edit)).toEqual(['retry', 'discard', 'restore-as-new'])
    expect(refused('deleted', edit)).toEqual(['restore-as-new', 'discard'])
    const remove = { type: 'canned-response.remove', args: { responseId: 'r' } }
    expect(refused('not_found', remove)).toEqual(['discard'])
    expect(refused('unknown_type', { readable: false })).toEqual(['export', 'discard'])
  })

  test('what waits can be changed or let go; its text can go without its files', () => {
    const attachments = [
      { sha256: 'a'.repeat(64), name: 'a.pdf', sizeBytes: 1, mediaType: 'application/pdf' }
    ]
    const args = { conversationId: 'c', text: 'Hello', attachments }
    expect(ways({})).toEqual(['edit', 'discard'])
    expect(ways({ args, uploadShare: 0.2 })).toEqual(['without-files', 'edit', 'discard'])
    expect(ways({ args, uploadShare: 1 })).toEqual(['edit', 'discard'])
    expect(ways({ args: { ...args, text: '' }, uploadShare: 0.2 })).toEqual(['edit', 'discard'])
    expect(refused('attachment_refused', { args })).toEqual(['without-files', 'edit', 'discard'])
  })

  test('what may have left is withdrawn by asking the server; what it has is left alone', () => {
    expect(ways({ state: 'sending' })).toEqual(['withdraw'])
    expect(ways({ state: 'sending', withdrawing: true })).toEqual([])
    expect(ways({ state: 'accepted' })).toEqual([])
  })

  test('a key does what its button does, and nothing where there is no such way', () => {
    const open = waysOut(item({ state: 'rejected', rejection: { code: 'already_taken', detail: {} } }))
    expect(wayOfKey('r', open)).toBe('take-over')
    expect(wayOfKey('e', open)).toBe('edit')
    expect(wayOfKey('Delete', open)).toBe('discard')
    expect(wayOfKey('Backspace', open)).toBe('discard')
    expect(wayOfKey('x', open)).toBeNull()
    expect(wayOfKey('r', waysOut(item({ state: 'sending' })))).toBeNull()
  })
})
