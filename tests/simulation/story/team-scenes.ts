import { between, pick, type Random } from '../world/random.ts'
import type { Scene } from './steps.ts'

/** A chat with an engagement that can go to its follower, and a package that does not hold it. */
const PICKS = [
  { chat: 0, which: 0, channel: 0, types: 2, follower: 0 },
  { chat: 2, which: 0, channel: 0, types: 2, follower: 2 },
  { chat: 1, which: 4, channel: 1, types: 3, follower: 1 }
] as const

/** Where Lena stands among the colleagues of Mia and of Tom. */
const LENA_OF_COLLEAGUES = 1

/** What meets only rarely by chance of engagements, notes and transfers. */
export const TEAM_SCENES: ((random: Random, desk: number, chat: number) => Scene)[] = [
  // two desks send the same coupon, and neither has heard of the other
  (random, desk) => {
    const { chat, which } = pick(random, PICKS)
    const one = { do: 'send-engagement', chat, which, takeOver: true, from: 'all' } as const
    return [
      [1500, { desk, do: 'offline' }],
      [0, { desk, ...one }],
      [0, { desk: (desk + 1) % 2, ...one }],
      [between(random, 100, 600), { desk, do: 'online' }],
      [between(random, 200, 800), { desk, do: 'settle', which: 0, how: 'take-over' }]
    ]
  },
  // a coupon is sent again from a draft, while the one before may be with the follower already
  (random, desk) => {
    const { chat, which } = pick(random, PICKS)
    const one = { do: 'send-engagement', chat, which, takeOver: true, from: 'all' } as const
    return [
      [1500, { desk, ...one }],
      [
        between(random, 0, 300),
        { do: 'follower-opens', chat, which: 0, outcome: pick(random, ['opened', 'redeemed']) }
      ],
      [between(random, 0, 300), { desk, ...one }]
    ]
  },
  // what was picked offline ends, leaves the package or is taken from the follower before it arrives
  (random, desk) => {
    const { chat, which, channel, types, follower } = pick(random, PICKS)
    return [
      [1500, { desk, do: 'offline' }],
      [0, { desk, do: 'send-engagement', chat, which, takeOver: true, from: 'all' }],
      [
        between(random, 0, 100),
        pick(random, [
          { do: 'package-changes', channel, types },
          { do: 'engagement-moves', which, to: 'finished' },
          { do: 'entitlement-changes', follower, which, barred: true }
        ] as const)
      ],
      [100, { desk, do: 'online' }]
    ]
  },
  // what was picked offline is over when it arrives, or did not begin yet when it was picked
  (random, desk) => [
    [0, { desk, do: 'offline' }],
    [
      0,
      {
        desk,
        do: 'send-engagement',
        chat: pick(random, [0, 2]),
        which: pick(random, [2, 3]),
        takeOver: true,
        from: 'all'
      }
    ],
    [pick(random, [0, 12_000]), { desk, do: 'online' }]
  ],
  // the answer to one that goes once is lost, and it is redeemed before it is tried again
  (random, desk, chat) => [
    [1500, { desk, do: 'frame', fate: 'lose' }],
    [
      0,
      {
        desk,
        do: 'request',
        kind: 'push',
        fate: pick(random, ['lose-answer', 'cut-answer', 'late-copy', 'duplicate'])
      }
    ],
    [0, { desk, do: 'send-engagement', chat, which: between(random, 0, 2), takeOver: true, from: 'offered' }],
    [between(random, 60, 200), { do: 'follower-opens', chat, which: 0, outcome: 'redeemed' }],
    [between(random, 0, 3000), { do: 'follower-reads', chat }]
  ],
  // it is on the follower's page, opened and redeemed while the page is read again
  (random, desk) => {
    const { chat, which } = pick(random, PICKS)
    return [
      [1500, { desk, do: 'send-engagement', chat, which, takeOver: true, from: 'all' }],
      [between(random, 200, 500), { do: 'follower-opens', chat, which: 0, outcome: 'redeemed' }],
      [between(random, 0, 50), { do: 'follower-reads', chat }],
      [between(random, 0, 50), { do: 'follower-opens', chat, which: 0, outcome: 'opened' }]
    ]
  },
  // a coupon is redeemed when its time is over
  (random, desk) => {
    const chat = pick(random, [0, 2])
    return [
      [0, { desk, do: 'send-engagement', chat, which: 3, takeOver: true, from: 'all' }],
      [
        between(random, 1000, 13_000),
        { do: 'follower-opens', chat, which: between(random, 0, 1), outcome: 'redeemed' }
      ]
    ]
  },
  // a coupon that is used by being seen is seen when its time is over
  (random, desk) => [
    [0, { desk, do: 'send-engagement', chat: 1, which: 1, takeOver: true, from: 'all' }],
    [between(random, 1000, 17_000), { do: 'follower-reads', chat: 1 }]
  ],
  // one gives a chat away while another takes it
  (random, desk, chat) => [
    [1500, { desk, do: pick(random, ['take', 'finish']), chat }],
    [300, { desk, do: 'offline' }],
    [0, { desk, do: 'transfer', chat, to: between(random, 0, 2), hasNote: true }],
    [0, { desk: (desk + 1) % 2, do: pick(random, ['take', 'send']), chat, takeOver: true }],
    [between(random, 50, 300), { desk, do: 'online' }]
  ],
  // nobody has the chat when it is given away, but in between somebody had it
  (_random, desk, chat) => [
    [1500, { desk, do: 'offline' }],
    [0, { desk, do: 'transfer', chat, to: 0, hasNote: true }],
    [0, { desk: (desk + 1) % 2, do: 'take', chat }],
    [300, { desk: (desk + 1) % 2, do: 'finish', chat }],
    [300, { desk, do: 'online' }]
  ],
  // whoever shall get the chat is shut out before it arrives
  (_random, desk, chat) => [
    [1500, { desk: desk % 2, do: 'offline' }],
    [0, { desk: desk % 2, do: 'transfer', chat, to: LENA_OF_COLLEAGUES, hasNote: true }],
    [0, { do: 'shut-out', person: 2, wipe: false }],
    [300, { desk: desk % 2, do: 'online' }]
  ],
  // both hang another engagement on one response
  (random, desk) => [
    [1500, { desk, do: 'offline' }],
    [0, { desk: desk === 0 ? 1 : 0, do: 'carry-engagement', which: 0, engagement: 1 }],
    [0, { desk, do: 'carry-engagement', which: 0, engagement: between(random, 2, 4) }],
    [between(random, 100, 400), { desk, do: 'online' }]
  ],
  // the answer to a use is lost
  (random, desk) => [
    [
      1500,
      {
        desk,
        do: 'request',
        kind: 'push',
        fate: pick(random, ['lose-answer', 'cut-answer', 'duplicate', 'late-copy'])
      }
    ],
    [0, { desk, do: 'use-response', which: between(random, 0, 3), wasEdited: true }]
  ]
]
