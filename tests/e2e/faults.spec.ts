import path from 'node:path'
import { expect } from '@playwright/test'
import { playFaults } from '../faults/play-faults.ts'
import { test } from './test.ts'

test('[OB2, PU1, LA1, PL8, LI1] desks and server that are killed, cut off and without disk lose, double and reorder nothing, and nothing is stuck', async () => {
  test.setTimeout(180_000)
  const counts = { clientKills: 2, serverKills: 2, partitions: 1, fullDisks: 1 }
  const folder = path.resolve('out/faults/e2e')
  const { failures, ...played } = await playFaults({ ...counts, seed: 900_000, only: null, folder })
  expect(failures.map(({ findings, story }) => ({ findings, story }))).toEqual([])
  expect(played).toMatchObject({ clientKills: 2, serverKills: 2, partitions: 1 })
  // a small disk needs root; everything else was there
  expect(played.fullDisks).toBe(played.hasSmallDisks ? 1 : 0)
  expect(played.messages).toBeGreaterThan(20)
  expect([...played.moments.values()].reduce((sum, { passed }) => sum + passed, 0)).toBeGreaterThan(100)
})
