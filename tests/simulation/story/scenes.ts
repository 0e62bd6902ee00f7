import { between, pick, type Random } from '../world/random.ts'
import { CHATS } from '../world/tenant.ts'
import type { Scene } from './steps.ts'
import { TEAM_SCENES } from './team-scenes.ts'

/** What meets only rarely by chance, and is known to be hard: each as a short scene that is thrown into a story. */
const SCENES: ((random: Random, desk: number, chat: number) => Scene)[] = [
  // an answer is lost, and then the clock is set back behind the time of the next try
  (random, desk, chat) => [
    [0, { desk, do: 'request', kind: 'push', fate: pick(random, ['bad-gateway', 'cut-answer', 'too-many']) }],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [between(random, 130, 400), { desk, do: 'clock-jumps', ms: pick(random, [-86_400_000, -3_600_000]) }]
  ],
  // what is on its way is withdrawn, while a copy of it may come late, or it has arrived and nothing tells so
  (random, desk, chat) => [
    [1500, { desk, do: 'frame', fate: 'lose' }],
    [
      0,
      {
        desk,
        do: 'request',
        kind: 'push',
        fate: pick(random, [
          'reset-answer',
          'cut-answer',
          'lose-answer',
          'late-copy',
          'reset-answer',
          'only-late-copy',
          'delay-request'
        ])
      }
    ],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [between(random, 40, 120), { desk, do: 'withdraw', which: 0, insist: true }],
    [between(random, 0, 200), { desk, do: 'send', chat, takeOver: true }]
  ],
  // the server is restored, and people go on writing before their desks know
  (random, desk, chat) => [
    [0, { do: 'back-up' }],
    [50, { desk, do: 'send', chat, takeOver: true }],
    [pick(random, [60, 150, 2000]), { do: 'restore' }],
    [between(random, 0, 3), { desk, do: 'send', chat, takeOver: true }],
    [20, { do: 'follower-writes', chat }]
  ],
  // the server is restored before the desk has heard of what was accepted
  (random, desk, chat) => [
    [0, { do: 'back-up' }],
    [0, { desk, do: 'frame', fate: 'lose' }],
    [0, { desk, do: 'request', kind: 'changes', fate: 'lose-answer' }],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [between(random, 100, 400), { do: 'restore' }]
  ],
  // the desk has been away for longer than the feed remembers, and much is written while it copies
  (random, desk, chat) => [
    [0, { desk, do: 'offline' }],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [5, { do: 'follower-writes', chat }],
    [5, { do: 'raise-floor' }],
    [5, { desk, do: 'online' }],
    [between(random, 20, 120), { do: 'follower-writes', chat }],
    [between(random, 20, 120), { do: 'follower-writes', chat }],
    [between(random, 20, 120), { do: 'follower-writes', chat: between(random, 0, CHATS.length - 1) }]
  ],
  // killed on the way between the bytes on disk and the answer on disk
  (random, desk, chat) => [
    [
      0,
      {
        desk,
        do: 'kill-at',
        file: 'outbox',
        commits: between(random, 1, 4),
        when: pick(random, ['before', 'after'])
      }
    ],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [between(random, 0, 60), { desk, do: 'kill' }]
  ],
  // a copied profile, and both go on
  (_random, desk, chat) => [
    [0, { desk, do: 'offline' }],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [0, { desk, do: 'clone' }],
    [200, { desk, do: 'send', chat, takeOver: true }]
  ],
  // two pull at one chat, and one of them was away
  (random, desk, chat) => [
    [0, { desk, do: 'offline' }],
    [100, { desk: desk === 0 ? 1 : 0, do: pick(random, ['take', 'finish']), chat }],
    [0, { desk, do: pick(random, ['take', 'finish']), chat }],
    [0, { desk, do: 'send', chat, takeOver: false }],
    [100, { do: 'follower-writes', chat }],
    [100, { desk, do: 'online' }]
  ],
  // a confirmed take-over meets another owner than the one that was confirmed
  (_random, desk) => [
    [0, { desk, do: 'offline' }],
    [0, { desk: (desk + 1) % 2, do: 'take', chat: 1 }],
    [0, { desk: (desk + 2) % 3, do: 'take', chat: 1 }],
    [0, { desk, do: 'send', chat: 1, takeOver: true }],
    [300, { desk, do: 'online' }]
  ],
  // a large file over a line that breaks, and a desk or a server that dies meanwhile
  (random, desk, chat) => [
    [0, { desk, do: 'request', kind: 'file', fate: 'cut-piece' }],
    [0, { desk, do: 'request', kind: 'file', fate: pick(random, ['cut-piece', 'lose-answer', 'late-copy']) }],
    [0, { do: 'server-dies-at-file', steps: between(random, 1, 20) }],
    [0, { desk, do: 'send-file', chat, file: 3, takeOver: true }],
    [between(random, 100, 400), { desk, do: pick(random, ['kill', 'restart', 'break-connections']) }]
  ],
  // killed, or out of room, while a file is copied
  (random, desk, chat) => [
    [
      0,
      chanceOf(random)
        ? { desk, do: 'kill-at', file: 'files', commits: between(random, 1, 6), when: 'before' }
        : {
            desk,
            do: 'disk-refuses',
            file: 'files',
            times: between(random, 1, 2),
            code: pick(random, ['SQLITE_FULL', 'SQLITE_IOERR'])
          }
    ],
    [0, { desk, do: 'send-file', chat, file: between(random, 0, 3), takeOver: true }],
    [3000, { desk, do: 'send-file', chat, file: between(random, 0, 3), takeOver: true }]
  ],
  // the server loses a file before the message comes, of which a copy is still on its way
  (random, desk, chat) => [
    [
      0,
      {
        desk,
        do: 'request',
        kind: 'push',
        fate: pick(random, ['delay-request', 'late-copy', 'lose-request'])
      }
    ],
    [0, { desk, do: 'send-file', chat, file: 0, takeOver: true }],
    [between(random, 150, 500), { do: 'days-pass-for-files' }],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [
      between(random, 0, 2000),
      {
        desk,
        do: pick(random, ['withdraw', 'send-without-files']),
        which: between(random, 0, 1),
        insist: true
      }
    ]
  ],
  // copied to a disk that fills up in the middle of the file
  (random, desk, chat) => [
    [500, { desk, do: 'send-file', chat, file: 0, takeOver: true }],
    [
      500,
      {
        desk,
        do: 'disk-refuses',
        file: 'files',
        after: between(random, 1, 2),
        times: 1,
        code: pick(random, ['SQLITE_FULL', 'SQLITE_IOERR'])
      }
    ],
    [0, { desk, do: 'send-file', chat, file: between(random, 1, 3), takeOver: true }],
    [500, { desk, do: 'send-file', chat, file: between(random, 1, 3), takeOver: true }]
  ],
  // a file arrives with other bytes than left
  (random, desk, chat) => [
    [0, { desk, do: 'request', kind: 'file', fate: 'garble' }],
    [0, { desk, do: 'send-file', chat, file: between(random, 0, 3), takeOver: true }],
    [between(random, 300, 3000), { desk, do: 'settle', which: 0, how: 'retry' }]
  ],
  // a large file breaks off behind a piece that has arrived, of which the server lets go when too many days pass
  (random, desk, chat) => [
    [0, { desk, do: 'request', kind: 'file', fate: 'whole-piece' }],
    [0, { desk, do: 'request', kind: 'file', fate: 'cut-piece' }],
    [0, { desk, do: 'send-file', chat, file: 3, takeOver: true }],
    [200, chat === 0 ? { do: 'days-pass-for-files' } : { do: 'follower-writes', chat }],
    [between(random, 2000, 5000), { do: 'follower-writes', chat }]
  ],
  // written offline, and sent when the follower has gone on for more than half an hour
  (random, desk, chat) => [
    [2000, { desk, do: 'offline' }],
    [0, { desk, do: 'send', chat, takeOver: true }],
    [0, { do: 'follower-writes', chat }],
    [0, { desk, do: 'sleep', ms: pick(random, [1_900_000, 3_600_000]) }],
    [100, { desk, do: 'online' }]
  ],
  // the chat is switched off while a reply waits
  (random, _desk, chat) => [
    [2000, { do: 'role-changes', person: 1, role: 'lead' }],
    [0, { desk: 0, do: 'offline' }],
    [0, { desk: 0, do: 'send', chat, takeOver: true }],
    [0, { desk: 1, do: 'set-chat', channel: CHATS[chat]?.channel ?? 0, enabled: false }],
    [between(random, 500, 2000), { desk: 0, do: 'online' }]
  ],
  // somebody leads for a moment, and may not see any more what came with it
  (random) => [
    [1000, { do: 'role-changes', person: 1, role: pick(random, ['lead', 'admin']) }],
    [between(random, 200, 3000), { do: 'role-changes', person: 1, role: pick(random, ['lead', 'agent']) }]
  ],
  // the last word of the live line is lost
  (_random, desk, chat) => [
    [2000, { desk, do: 'frame', fate: 'lose' }],
    [0, { do: 'follower-writes', chat }]
  ],
  // both edit one text, one of them in two goes
  (random, desk) => [
    [0, { desk, do: 'offline' }],
    [0, { desk: desk === 0 ? 1 : 0, do: 'edit-response', which: 0, field: 'text' }],
    [0, { desk, do: 'edit-response', which: 0, field: 'title' }],
    [0, { desk, do: 'edit-response', which: 0, field: 'text' }],
    [between(random, 100, 400), { desk, do: 'online' }]
  ]
]

const chanceOf = (random: Random) => random() < 0.5

export function pickScene(random: Random, desks: number): Scene {
  const desk = between(random, 0, desks - 1)
  return pick(random, [...SCENES, ...TEAM_SCENES])(random, desk, between(random, 0, CHATS.length - 1))
}
