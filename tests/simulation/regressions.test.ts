import { beforeAll, expect, test } from 'vitest'
import { playStories } from './play-seeds.ts'
import type { Happening, Story } from './story/steps.ts'
import { ADMIN } from './world/tenant.ts'

/*
 * Stories that have failed once, made short. Each broke the promise in its name until the bug was mended.
 */

type Steps = [afterMs: number, happening: Happening][]

/** @param steps with the milliseconds that pass before each */
function aStory(
  desks: number[],
  steps: Steps,
  more: Partial<Pick<Story, 'seed' | 'pageRows' | 'fresh'>> = {}
): Story {
  const numbered = steps.map(([afterMs, happening], index) => ({ n: index + 1, afterMs, ...happening }))
  return { seed: 1, desks, pageRows: null, fresh: true, old: null, steps: numbered, ...more }
}

const MIA = 0
const TOM = 1
const LENA = 2

const STORIES: Record<string, Story> = {
  '[DE7] a mail that was taken is not sent again because the disk refuses the note of it': aStory(
    [LENA],
    [
      [1000, { do: 'mail', fate: 'disk-refuses-note' }],
      [0, { desk: 0, do: 'decide', which: 0, outcome: 'rejected' }],
      [10_000, { do: 'mail-up' }]
    ]
  ),
  '[DE8, DE10] what is undone when the desk is killed is in the trail': aStory(
    [LENA],
    [
      [1000, { desk: 0, do: 'decide', which: 0, outcome: 'rejected' }],
      [500, { desk: 0, do: 'kill-at', file: 'outbox', commits: 1, when: 'after' }],
      [0, { desk: 0, do: 'undo-decision', which: 0 }]
    ]
  ),
  '[DE11] decided otherwise after a restore, the partner is told so in another mail': aStory(
    [LENA],
    [
      [1000, { do: 'back-up' }],
      [0, { desk: 0, do: 'decide', which: 0, outcome: 'rejected' }],
      [9000, { desk: 0, do: 'network-down' }],
      [0, { do: 'restore' }],
      [500, { do: 'decided-elsewhere', person: ADMIN, which: 0, outcome: 'rejected' }],
      [2000, { desk: 0, do: 'network-up' }]
    ]
  ),
  '[FI3] an upload that the server has let go of before its first piece begins anew': aStory(
    [MIA, TOM, 2],
    [
      [5000, { desk: 0, do: 'read', chat: 2 }],
      [0, { desk: 0, do: 'send-file', chat: 2, file: 0, takeOver: true }],
      [172, { do: 'days-pass-for-files' }]
    ],
    { seed: 169 }
  ),
  '[SN5] what a restored server has lost is offered again when it just says that the Cursor is too high':
    aStory(
      [MIA],
      [
        [2000, { do: 'back-up' }],
        [100, { desk: 0, do: 'send', chat: 0, takeOver: false }],
        [5000, { do: 'restore' }]
      ]
    ),
  '[SN5, LA1] nothing newer is taken from a desk that does not know yet that the server was restored': aStory(
    [MIA],
    [
      [2000, { do: 'back-up' }],
      [0, { desk: 0, do: 'send', chat: 0, takeOver: false }],
      [5000, { do: 'restore' }],
      [0, { desk: 0, do: 'send', chat: 0, takeOver: false }]
    ]
  ),
  '[OB8] a reply accepted after a restore stays on screen while the desk fetches the new history': aStory(
    [MIA, TOM, MIA],
    [
      [2000, { do: 'back-up' }],
      [400, { do: 'follower-reads', chat: 0 }],
      [0, { do: 'restore' }],
      [5, { desk: 2, do: 'send', chat: 0, takeOver: false }]
    ]
  ),
  '[SN5] what was accepted while the first copy arrived is offered again after a restore in that moment':
    aStory(
      [MIA, TOM],
      [
        [5, { desk: 1, do: 'create-category' }],
        [0, { do: 'back-up' }],
        [110, { do: 'restore' }],
        [20, { do: 'follower-writes', chat: 0 }]
      ]
    ),
  '[CF7] a second own edit made offline does not write over what someone else changed meanwhile': aStory(
    [MIA, TOM],
    [
      [2000, { desk: 1, do: 'offline' }],
      [0, { desk: 0, do: 'edit-response', which: 0, field: 'text' }],
      [0, { desk: 1, do: 'edit-response', which: 0, field: 'title' }],
      [0, { desk: 1, do: 'edit-response', which: 0, field: 'text' }],
      [1000, { desk: 1, do: 'online' }]
    ]
  ),
  "[CF7] an old edit meets a colleague's, also when the same person edited elsewhere since": aStory(
    [MIA, TOM, TOM],
    [
      [2000, { desk: 2, do: 'offline' }],
      [0, { desk: 0, do: 'edit-response', which: 1, field: 'both' }],
      [0, { desk: 2, do: 'edit-response', which: 1, field: 'both' }],
      [5000, { desk: 1, do: 'edit-response', which: 1, field: 'text' }]
    ]
  ),
  '[SN1] a conversation that becomes newer while the first copy arrives keeps its messages': aStory(
    [MIA, TOM, TOM],
    [
      [0, { do: 'follower-writes', chat: 1 }],
      [400, { do: 'follower-writes', chat: 0 }]
    ],
    { seed: 77, pageRows: 2 }
  ),
  '[OP2, FI5] a message whose file the server has lost is sent again as the same bytes': aStory(
    [MIA],
    [
      [0, { do: 'back-up' }],
      [1500, { desk: 0, do: 'send-file', chat: 1, file: 0, takeOver: true }],
      [1500, { do: 'restore' }]
    ]
  ),
  '[FI8] an upload that was begun when the server died is collected, although nothing was noted of it yet':
    aStory(
      [MIA, TOM],
      [
        [0, { do: 'server-dies-at-file', steps: 2 }],
        [0, { desk: 0, do: 'send-file', chat: 1, file: 3, takeOver: true }],
        [5000, { desk: 0, do: 'send-file', chat: 0, file: 1, takeOver: true }],
        [5000, { do: 'days-pass-for-files' }]
      ],
      { seed: 200 }
    ),
  '[FI8] the note of an upload whose bytes were moved, but not entered, is collected': aStory(
    [MIA, TOM, MIA],
    [
      [100, { desk: 1, do: 'send-file', chat: 1, file: 0, takeOver: true }],
      [100, { do: 'server-disk-refuses', times: 3, code: 'SQLITE_BUSY' }],
      [500, { do: 'days-pass-for-files' }]
    ],
    { seed: 1030, fresh: false }
  ),
  '[FI2] a file that arrives with other bytes is never part of a message, and its author is told': aStory(
    [MIA],
    [
      [400, { desk: 0, do: 'request', kind: 'file', fate: 'garble' }],
      [1500, { desk: 0, do: 'send-file', chat: 2, file: 0, takeOver: true }],
      [3000, { do: 'follower-writes', chat: 0 }]
    ]
  )
}

/** What came of each story; all are played in one thread, whose start takes longer than they do. */
let told: (string | null)[]
beforeAll(async () => {
  told = await playStories(Object.values(STORIES))
}, 120_000)

test.each(Object.keys(STORIES).map((name, index) => [name, index] as const))('%s', (_name, index) => {
  expect(told[index]).toBeNull()
})
