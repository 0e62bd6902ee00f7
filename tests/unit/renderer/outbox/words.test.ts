import { describe, expect, test } from 'vitest'
import { RejectionCode } from '#shared/base/error-codes.ts'
import { OpId } from '#shared/base/ids.ts'
import { OPERATIONS } from '#shared/contract/operations.ts'
import { Lane } from '#shared/sync/operation.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import { describe as describeItem } from '../../../../src-renderer/features/outbox/describe.ts'
import { rejectionWords } from '../../../../src-renderer/features/outbox/rejection-words.ts'
import { stateWords } from '../../../../src-renderer/features/outbox/state-words.ts'

const item = (more: Partial<OutboxItem>): OutboxItem => ({
  opId: OpId.parse('op'),
  lane: Lane.parse('conversation:c'),
  type: 'message.send',
  args: { conversationId: 'c', text: 'Hello' },
  about: 'Amal',
  state: 'queued',
  held: false,
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
    [{ held: true }, 'Waits behind a refused one'],
    [{ rejection: { code: 'chat_disabled', detail: {} } }, 'Not sent: Chat was turned off for this channel']
  ] as const)('%j', (more, words) => {
    expect(stateWords(item(more))).toBe(words)
  })
})
