import { afterAll, expect, test } from 'vitest'
import { type Played, playSeeds } from './play-seeds.ts'

/** A small share of `npm run sim`, from another seed on: that one plays thousands from 1 on. */
const FIRST = 900_000
const COUNT = 120

let played: Played | undefined
afterAll(() => {
  if (played)
    console.log(`${played.operations} Operations, ${played.faults} faults, ${played.crashes} crashes`)
})

test('[PU1, OB3, LA1, LA2, PL8, LI1] desks and server keep every promise through faults, crashes and conflicts', async () => {
  played = await playSeeds({ first: FIRST, count: COUNT, workers: 2 })
  expect(played.failures.map(({ failure }) => failure)).toEqual([])
  expect(played.seeds).toBe(COUNT)
  expect(played.operations).toBeGreaterThan(COUNT)
  expect(played.crashes).toBeGreaterThan(0)
}, 300_000)

test('the same seed tells the same story again', async () => {
  const [once, again] = [
    await playSeeds({ first: 7, count: 6, workers: 1 }),
    await playSeeds({ first: 7, count: 6, workers: 2 })
  ]
  expect(once).toEqual(again)
  expect(once.operations).toBeGreaterThan(0)
}, 120_000)
