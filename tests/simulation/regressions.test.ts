import { expect, test } from 'vitest'
import { playStory } from './play-seeds.ts'
import type { Happening, Story } from './story/steps.ts'

/*
 * Stories that have failed once, made short. Each broke the promise in its name until the bug was mended.
 */

/** @param steps with the milliseconds that pass before each */
function aStory(desks: number[], steps: [number, Happening][]): Story {
  const numbered = steps.map(([afterMs, happening], index) => ({ n: index + 1, afterMs, ...happening }))
  return { seed: 1, desks, pageRows: null, steps: numbered }
}

const MIA = 0
const TOM = 1

test('[SN5] what a restored server has lost is offered again when it just says that the Cursor is too high', async () => {
  const story = aStory(
    [MIA],
    [
      [2000, { do: 'back-up' }],
      [100, { desk: 0, do: 'send', chat: 0, takeOver: false }],
      [5000, { do: 'restore' }]
    ]
  )
  expect(await playStory(story)).toBeNull()
}, 60_000)

test('[SN5, LA1] nothing newer is taken from a desk that does not know yet that the server was restored', async () => {
  const story = aStory(
    [MIA],
    [
      [2000, { do: 'back-up' }],
      [0, { desk: 0, do: 'send', chat: 0, takeOver: false }],
      [5000, { do: 'restore' }],
      [0, { desk: 0, do: 'send', chat: 0, takeOver: false }]
    ]
  )
  expect(await playStory(story)).toBeNull()
}, 60_000)

test('[OB8] a reply accepted after a restore stays on screen while the desk fetches the new history', async () => {
  const story = aStory(
    [MIA, TOM, MIA],
    [
      [2000, { do: 'back-up' }],
      [400, { do: 'follower-reads', chat: 0 }],
      [0, { do: 'restore' }],
      [5, { desk: 2, do: 'send', chat: 0, takeOver: false }]
    ]
  )
  expect(await playStory(story)).toBeNull()
}, 60_000)

test('[SN5] what was accepted while the first copy arrived is offered again after a restore in that moment', async () => {
  const story = aStory(
    [MIA, TOM],
    [
      [5, { desk: 1, do: 'create-category' }],
      [0, { do: 'back-up' }],
      [110, { do: 'restore' }],
      [20, { do: 'follower-writes', chat: 0 }]
    ]
  )
  expect(await playStory(story)).toBeNull()
}, 60_000)

test('[CF7] a second own edit made offline does not write over what someone else changed meanwhile', async () => {
  const story = aStory(
    [MIA, TOM],
    [
      [2000, { desk: 1, do: 'offline' }],
      [0, { desk: 0, do: 'edit-response', which: 0, field: 'text' }],
      [0, { desk: 1, do: 'edit-response', which: 0, field: 'title' }],
      [0, { desk: 1, do: 'edit-response', which: 0, field: 'text' }],
      [1000, { desk: 1, do: 'online' }]
    ]
  )
  expect(await playStory(story)).toBeNull()
}, 60_000)

test("[CF7] an old edit meets a colleague's, also when the same person edited elsewhere since", async () => {
  const story = aStory(
    [MIA, TOM, TOM],
    [
      [2000, { desk: 2, do: 'offline' }],
      [0, { desk: 0, do: 'edit-response', which: 1, field: 'both' }],
      [0, { desk: 2, do: 'edit-response', which: 1, field: 'both' }],
      [5000, { desk: 1, do: 'edit-response', which: 1, field: 'text' }]
    ]
  )
  expect(await playStory(story)).toBeNull()
}, 60_000)
