import { expect, test } from 'vitest'
import { ConversationId, UserId } from '#shared/base/ids.ts'
import type { ConversationPresence } from '#shared/features/presence/hints.ts'
import { colleagueWords, presenceWords } from '../../../../src-renderer/features/presence/words.ts'

const at = (isFollowerTyping: boolean, ...there: [string, 'viewing' | 'typing'][]): ConversationPresence => ({
  conversationId: ConversationId.parse('chat'),
  isFollowerTyping,
  colleagues: there.map(([name, doing]) => ({ userId: UserId.parse(name), name, doing }))
})

test.each([
  [undefined, null],
  [at(false), null],
  [at(true), 'Amal is typing…'],
  [at(false, ['Tom', 'viewing']), 'Tom is viewing'],
  [at(false, ['Tom', 'viewing'], ['Ann', 'typing']), 'Ann is writing an answer, 1 more is here'],
  [
    at(true, ['Tom', 'viewing'], ['Ann', 'viewing'], ['Bo', 'viewing']),
    'Amal is typing… · Tom is viewing, 2 more are here'
  ]
])('[CH7] %j is told as %j', (presence, words) => {
  expect(presenceWords(presence, 'Amal')).toBe(words)
})

test('[CH7] a row of the inbox tells of colleagues alone', () => {
  expect(colleagueWords(at(true))).toBeNull()
  expect(colleagueWords(at(true, ['Tom', 'typing']))).toBe('Tom is writing an answer')
})
