import { between, pick, type Random } from '../world/random.ts'
import { ADMIN } from '../world/tenant.ts'
import { MAIL_FATES, type MailFate } from './lead-steps.ts'
import type { Scene } from './steps.ts'

/** How long a decision can be undone, and when it has surely left, in milliseconds. */
const UNDO_MS = 6000
const GONE_MS = UNDO_MS + 500
const TOM = 1
const LENA = 2

const rejects = (desk: number, which = 0) => ({ desk, do: 'decide', which, outcome: 'rejected' }) as const
const approves = (desk: number, which = 0) => ({ desk, do: 'decide', which, outcome: 'approved' }) as const
const mail = (fate: MailFate) => ({ do: 'mail', fate }) as const

/**
 * What meets only rarely by chance around decisions and their mails.
 * @param lead a desk at which lena sits
 * @param tom a desk at which tom sits
 */
const SCENES: ((random: Random, lead: number, tom: number) => Scene)[] = [
  // two leads decide one request, one of them offline
  (random, lead, tom) => [
    [1000, { do: 'role-changes', person: TOM, role: 'lead' }],
    [1500, { desk: pick(random, [lead, tom]), do: 'offline' }],
    [0, pick(random, [rejects, approves])(tom)],
    [between(random, 0, 3000), pick(random, [rejects, approves])(lead)],
    [GONE_MS, { desk: tom, do: 'online' }],
    [0, { desk: lead, do: 'online' }],
    [
      2000,
      { desk: pick(random, [lead, tom]), do: 'settle', which: 0, how: pick(random, ['retry', 'discard']) }
    ]
  ],
  // an administrator is faster, and the partner's mail server knows nobody of that name
  (random, lead) => [
    [0, mail('refuse-for-good')],
    [500, pick(random, [rejects, approves])(lead)],
    [
      between(random, 0, 5000),
      { do: 'decided-elsewhere', person: ADMIN, which: 0, outcome: pick(random, ['approved', 'rejected']) }
    ],
    [GONE_MS, { desk: lead, do: 'settle', which: 0, how: pick(random, ['retry', 'discard']) }]
  ],
  // the partner changes or takes back what a lead has just decided, and the lead tries again
  (random, lead) => [
    [1000, pick(random, [rejects, approves])(lead)],
    [
      between(random, 0, 5000),
      { do: pick(random, ['request-amended', 'request-withdrawn'] as const), which: 0 }
    ],
    [GONE_MS, { desk: lead, do: 'settle', which: 0, how: 'retry' }]
  ],
  // amended while the lead is away, who decides what stood on screen
  (_random, lead) => [
    [1000, { desk: lead, do: 'offline' }],
    [0, { do: 'request-amended', which: 0 }],
    [100, approves(lead)],
    [GONE_MS, { desk: lead, do: 'online' }]
  ],
  // undone in time, started anew, and decided otherwise
  (random, lead) => [
    [500, rejects(lead)],
    [between(random, 0, 5000), { desk: lead, do: 'undo-decision', which: 0 }],
    [between(random, 0, 500), { desk: lead, do: pick(random, ['kill', 'restart']) }],
    [between(random, 0, 4000), approves(lead)]
  ],
  // killed while it is undone
  (random, lead) => [
    [500, rejects(lead)],
    [
      300,
      {
        desk: lead,
        do: 'kill-at',
        file: 'outbox',
        commits: 1,
        when: pick(random, ['before', 'after', 'after'])
      }
    ],
    [0, { desk: lead, do: 'undo-decision', which: 0 }]
  ],
  // a lead no more by the time it leaves
  (random, lead) => [
    [500, pick(random, [rejects, approves])(lead)],
    [between(random, 0, 5000), { do: 'role-changes', person: LENA, role: 'agent' }],
    [GONE_MS, { do: 'role-changes', person: LENA, role: 'lead' }]
  ],
  // the server dies, or its disk refuses, when the decision is committed
  (random, lead) => [
    [1000, rejects(lead)],
    [
      UNDO_MS - 50,
      pick(random, [
        { do: 'server-dies-at-write', writes: 1, when: 'before' },
        { do: 'server-dies-at-write', writes: 1, when: 'after' },
        { do: 'server-disk-refuses', times: 1, code: 'SQLITE_FULL' }
      ] as const)
    ]
  ],
  // something happens to a mail
  (random, lead) => [
    [0, mail(pick(random, [...MAIL_FATES, 'refuse-for-good', 'refuse-for-good']))],
    [0, rejects(lead)],
    [GONE_MS, { desk: lead, do: 'see-request', which: 0 }]
  ],
  // what became of a mail cannot be noted
  (random, lead) => [
    [0, mail(pick(random, ['disk-refuses-note', 'die-before-note']))],
    [
      0,
      pick(random, [rejects(lead), { desk: lead, do: 'decide-many', outcome: 'rejected', most: 2 } as const])
    ],
    [GONE_MS + 2500, { desk: lead, do: 'online' }]
  ],
  // the mail server has trouble for long
  (random, lead) => [
    ...Array.from({ length: between(random, 2, 4) }, (): Scene[number] => [0, mail('refuse-now')]),
    [0, rejects(lead)],
    [GONE_MS, { do: 'mail-down' }],
    [20_000, { do: 'server-dies' }],
    [2000, { do: 'mail-up' }]
  ],
  // restored from before a rejection whose mail is out, and decided otherwise before its desk is back
  (random, lead) => [
    [1500, { do: 'back-up' }],
    [0, rejects(lead)],
    [GONE_MS + 2500, { desk: lead, do: 'network-down' }],
    [0, { do: 'restore' }],
    [
      500,
      {
        do: 'decided-elsewhere',
        person: ADMIN,
        which: 0,
        outcome: pick(random, ['approved', 'rejected', 'rejected'])
      }
    ],
    [between(random, 0, 3000), { desk: lead, do: 'network-up' }]
  ],
  // restored to a moment at which a mail waited that is out by now
  (_random, lead) => [
    [0, { do: 'mail-down' }],
    [0, rejects(lead)],
    [GONE_MS + 500, { do: 'back-up' }],
    [0, { do: 'mail-up' }],
    [30_000, { do: 'restore' }]
  ],
  // looked at in two windows, and undone at last
  (random, lead) => [
    [500, { desk: lead, do: 'see-request', which: 0 }],
    [pick(random, [0, 100, 2000]), { desk: lead, do: 'see-request', which: 0 }],
    [0, approves(lead)],
    [between(random, 0, 3000), { desk: lead, do: 'undo-decision', which: 0 }]
  ],
  // several at once, and an answer is lost
  (random, lead) => [
    [0, mail('refuse-for-good')],
    [
      500,
      {
        desk: lead,
        do: 'request',
        kind: 'push',
        fate: pick(random, ['lose-answer', 'cut-answer', 'late-copy', 'duplicate'])
      }
    ],
    [0, { desk: lead, do: 'decide-many', outcome: pick(random, ['approved', 'rejected']), most: 3 }],
    [GONE_MS, { desk: lead, do: 'undo-decision', which: 0 }]
  ]
]

/** @param desks who sits where */
export function pickLeadScene(random: Random, desks: readonly number[]): Scene {
  const scene = pick(random, SCENES)
  return scene(random, desks.indexOf(LENA), desks.indexOf(TOM))
}
