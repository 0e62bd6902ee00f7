import { expect, test } from 'vitest'
import type { Asked, DeskHeld, Evidence, Finding, HeldMessage, Look, Posted } from './evidence.ts'
import { judge } from './judge.ts'

const CHAT = 'chat'
const LANE = `conversation:${CHAT}`

function message(position: number, direction: 'in' | 'out', text: string, id = `op-${text}`): HeldMessage {
  return { id, conversationId: CHAT, position, direction, text }
}

function asked(place: number, text: string | null, more: Partial<Asked> = {}): Asked {
  return {
    desk: 0,
    place,
    opId: `op-${text}`,
    type: 'message.send',
    lane: LANE,
    text,
    said: 'queued',
    givenUpAtMs: null,
    file: null,
    ...more
  }
}

function posted(place: number, text: string): Posted {
  return { follower: 'Tess', conversationId: CHAT, place, id: `op-${text}`, text, said: 'taken' }
}

const THREAD = [
  message(1, 'in', 'hello'),
  message(2, 'out', 'first'),
  message(3, 'in', 'and?'),
  message(4, 'out', 'second')
]
const TEXTS = THREAD.map(({ text }) => text)
const TABLES = { conversations: ['["chat","active",4]'], followers: ['["tess"]'] }

function look(who: string, texts: readonly string[] = TEXTS, isLast = true): Look {
  return { who, conversationId: CHAT, texts, isLast }
}

function aDesk(more: Partial<DeskHeld> = {}): DeskHeld {
  return { name: 'Mia', cursor: 9, outbox: [], messages: THREAD, drafts: {}, tables: TABLES, ...more }
}

/** One follower and one agent have written two messages each, and one edit; all of it has arrived. */
function sound(): Evidence {
  const edit = asked(5, 'new words', { type: 'canned-response.edit', lane: 'canned:r', opId: 'op-edit' })
  return {
    asked: [asked(2, 'first'), asked(4, 'second', { file: 'abc' }), edit],
    posted: [posted(1, 'hello'), posted(3, 'and?')],
    looks: [look('Tess'), look("Mia's screen"), look('Tess, before', ['hello', 'first'], false)],
    drafts: [{ desk: 0, conversationId: CHAT, texts: [''] }],
    server: {
      headSeq: 9,
      seqs: [5, 6, 7, 8, 9],
      messages: THREAD,
      receipts: ['op-first', 'op-second', 'op-edit'].map((opId, place) => ({
        opId,
        status: 'accepted',
        code: null,
        place,
        atMs: place
      })),
      audit: [
        { opId: 'op-first', action: 'message.send' },
        { opId: 'op-second', action: 'message.send' },
        { opId: 'op-edit', action: 'canned-response.edit' }
      ],
      responses: [{ id: 'r', text: 'new words' }],
      files: [{ messageId: 'op-second', named: 'abc', lies: 'abc' }],
      tables: TABLES
    },
    desks: [aDesk()]
  }
}

/** Evidence in which one thing is not as it should be. */
function planted(what: { -readonly [part in keyof Evidence]?: Evidence[part] }): Evidence {
  return { ...sound(), ...what }
}

function onServer(what: Partial<Evidence['server']>): Evidence {
  return planted({ server: { ...sound().server, ...what } })
}

test('evidence in which everything has arrived has no findings', () => {
  expect(judge(sound())).toEqual([])
})

const refused = { opId: 'op-first', status: 'rejected', code: 'already_taken', place: 0, atMs: 0 } as const
const [, second, edit] = sound().server.receipts
const without = (text: string) => THREAD.filter((one) => one.text !== text)
const swapped = [
  message(1, 'in', 'hello'),
  message(2, 'out', 'second'),
  message(3, 'in', 'and?'),
  message(4, 'out', 'first')
]

const PLANTED: readonly [kind: Finding['kind'], title: string, evidence: Evidence][] = [
  [
    'lost',
    'an Operation was queued and has no Receipt',
    planted({ asked: [...sound().asked, asked(6, 'third')] })
  ],
  ['lost', 'a message has a Receipt and is not there', onServer({ messages: without('second') })],
  [
    'lost',
    'a message that the window showed never came',
    planted({ asked: [...sound().asked, asked(6, 'typed', { opId: null, said: 'shown' })] })
  ],
  [
    'lost',
    'a refusal was never seen by its author',
    onServer({ receipts: [refused, second, edit] as never, messages: without('first') })
  ],
  [
    'lost',
    "a follower's message was taken and is not there",
    planted({ posted: [...sound().posted, posted(6, 'hello?')] })
  ],
  [
    'lost',
    'somebody saw a message that is gone',
    planted({ looks: [look('Tess', ['hello', 'ghost'], false)] })
  ],
  [
    'lost',
    'the last look at a screen lacks a message',
    planted({ looks: [look("Mia's screen", ['hello', 'first', 'second'])] })
  ],
  ['lost', 'a screen is empty', planted({ looks: [look("Mia's screen", [])] })],
  ['lost', 'a desk lacks a message', planted({ desks: [aDesk({ messages: without('and?') })] })],
  ['lost', 'a desk lacks a row', planted({ desks: [aDesk({ tables: { ...TABLES, followers: [] } })] })],
  [
    'lost',
    'a saved draft is gone',
    planted({ drafts: [{ desk: 0, conversationId: CHAT, texts: ['half a thought'] }] })
  ],
  ['lost', 'the feed has a hole', onServer({ seqs: [5, 6, 8, 9] })],
  ['lost', 'the feed ends before its head', onServer({ seqs: [5, 6, 7, 8] })],
  [
    'lost',
    'an edit was overwritten by an older one',
    onServer({ responses: [{ id: 'r', text: 'old words' }] })
  ],
  [
    'lost',
    'the bytes of a file are others',
    onServer({ files: [{ messageId: 'op-second', named: 'abc', lies: 'abd' }] })
  ],
  [
    'lost',
    'the bytes of a file are not there',
    onServer({ files: [{ messageId: 'op-second', named: 'abc', lies: null }] })
  ],
  ['lost', 'a message came without its file', onServer({ files: [] })],
  [
    'doubled',
    'a message stands there twice',
    onServer({ messages: [...THREAD, message(5, 'out', 'second', 'other')] })
  ],
  [
    'doubled',
    'an Operation was carried out twice',
    onServer({ audit: [...sound().server.audit, { opId: 'op-first', action: 'message.send' }] })
  ],
  [
    'doubled',
    'something was carried out that nobody asked for',
    onServer({ audit: [...sound().server.audit, { opId: 'x', action: 'conversation.take' }] })
  ],
  [
    'doubled',
    'a desk has a message twice',
    planted({ desks: [aDesk({ messages: [...THREAD, message(2, 'out', 'first')] })] })
  ],
  [
    'doubled',
    'a screen shows a message twice',
    planted({ looks: [look("Mia's screen", [...TEXTS, 'second'], false)] })
  ],
  ['reordered', 'messages of one agent stand the wrong way round', onServer({ messages: swapped })],
  [
    'reordered',
    'Receipts of one Lane are in another order',
    onServer({
      receipts: [{ ...second, place: 0 }, { ...sound().server.receipts[0], place: 1 }, edit] as never
    })
  ],
  [
    'reordered',
    'something was applied behind an unresolved refusal',
    planted({
      asked: sound().asked.map((one) => (one.text === 'first' ? { ...one, givenUpAtMs: 50 } : one)),
      server: { ...sound().server, receipts: [refused, second, edit] as never }
    })
  ],
  ['reordered', 'a desk has a message in another place', planted({ desks: [aDesk({ messages: swapped })] })],
  [
    'reordered',
    'a screen shows another order',
    planted({ looks: [look("Mia's screen", ['hello', 'second', 'and?', 'first'])] })
  ],
  [
    'stuck',
    'an Operation is left in the Outbox',
    planted({ desks: [aDesk({ outbox: [{ opId: 'op-first', state: 'sending', type: 'message.send' }] })] })
  ],
  ['stuck', 'a Cursor has not come to the head', planted({ desks: [aDesk({ cursor: 8 })] })],
  [
    'changed',
    'a desk showed as refused what the server had accepted',
    planted({
      asked: sound().asked.map((one) => (one.text === 'first' ? { ...one, givenUpAtMs: 50 } : one))
    })
  ],
  [
    'changed',
    'a desk showed as refused what the server has never seen',
    planted({ asked: [...sound().asked, asked(6, 'third', { givenUpAtMs: 50 })] })
  ],
  [
    'changed',
    'a message says something else at a desk',
    planted({
      desks: [
        aDesk({ messages: THREAD.map((one) => (one.text === 'first' ? { ...one, text: 'frist' } : one)) })
      ]
    })
  ],
  [
    'changed',
    'a desk has a message that the server has not',
    planted({ desks: [aDesk({ messages: [...THREAD, message(5, 'out', 'mine')] })] })
  ],
  [
    'changed',
    'a desk has a row that the server has not',
    planted({ desks: [aDesk({ tables: { ...TABLES, followers: ['["tess"]', '["eve"]'] } })] })
  ],
  [
    'changed',
    'what a desk refused to queue is there',
    planted({
      asked: sound().asked.map((one) =>
        one.text === 'first' ? { ...one, opId: null, said: 'refused' as const } : one
      )
    })
  ]
]

test.each(PLANTED)('%s: %s', (kind, _title, evidence) => {
  expect(judge(evidence).map((finding) => finding.kind)).toContain(kind)
})

test('what died unheard may be there or not', () => {
  const unheard = (text: string) => asked(6, text, { opId: null, said: 'unknown' })
  expect(judge(planted({ asked: [...sound().asked, unheard('never came')] }))).toEqual([])
  const came = sound()
  const third = message(5, 'out', 'third', 'op-unheard')
  const evidence: Evidence = {
    ...came,
    asked: [...came.asked, unheard('third')],
    looks: [],
    server: {
      ...came.server,
      messages: [...THREAD, third],
      audit: [...came.server.audit, { opId: 'op-unheard', action: 'message.send' }]
    },
    desks: [aDesk({ messages: [...THREAD, third] })]
  }
  expect(judge(evidence)).toEqual([])
})

test('what its author has given up after a refusal is no loss', () => {
  const { server } = sound()
  const evidence = planted({
    asked: sound().asked.map((one) =>
      one.text === 'second' ? { ...one, givenUpAtMs: 50, file: null } : one
    ),
    looks: [look('Mia, before', TEXTS, false)],
    desks: [aDesk({ messages: without('second') })],
    server: {
      ...server,
      messages: without('second'),
      files: [],
      receipts: server.receipts.map((receipt) =>
        receipt.opId === 'op-second' ? { ...receipt, status: 'rejected', code: 'already_taken' } : receipt
      )
    }
  })
  expect(judge(evidence)).toEqual([])
})
