import { expect, test } from 'vitest'
import {
  decideDelivered,
  decideRead,
  decideSetChat
} from '../../../../src-server/features/conversation/decide-rest.ts'
import { aChannel, aConversation, MIA } from './builders.ts'

const conversation = aConversation({ lastPosition: 7, deliveredPosition: 4, version: 3 })
const mark = { conversationId: conversation.id, userId: MIA, inboundSeq: 3, version: 2 }

function read(inboundSeq: number) {
  return { conversationId: conversation.id, userId: MIA, inboundSeq }
}

test.each([
  ['the first time', null, 2, { kind: 'change', row: { ...mark, inboundSeq: 2, version: 1 } }],
  ['further', mark, 5, { kind: 'change', row: { ...mark, inboundSeq: 5, version: 3 } }],
  ['never back', mark, 2, { kind: 'nothing' }],
  ['never twice', mark, 3, { kind: 'nothing' }],
  [
    'never beyond what was written',
    mark,
    99,
    { kind: 'change', row: { ...mark, inboundSeq: 6, version: 3 } }
  ],
  ['not at all, when there is nothing', null, 0, { kind: 'nothing' }]
])('a read mark moves %s', (_case, known, inboundSeq, expected) => {
  expect(decideRead(known, read(inboundSeq), 6)).toEqual(expected)
})

test.each([
  ['further', 6, { kind: 'change', row: { ...conversation, deliveredPosition: 6, version: 4 } }],
  ['never back', 3, { kind: 'nothing' }],
  [
    'never beyond the newest',
    99,
    { kind: 'change', row: { ...conversation, deliveredPosition: 7, version: 4 } }
  ]
])('what was delivered moves %s', (_case, position, expected) => {
  expect(decideDelivered(conversation, position)).toEqual(expected)
})

test('[CH1] a channel turns on or off once', () => {
  const off = aChannel({ chatEnabled: false })
  expect(decideSetChat(off, true)).toEqual({ kind: 'change', row: { ...off, chatEnabled: true, version: 2 } })
  expect(decideSetChat(off, false)).toEqual({ kind: 'nothing' })
})
