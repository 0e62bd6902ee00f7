import { test as base } from '@playwright/test'
import { SharedScenery } from './shared-scenery.ts'

/** The test of every file here; all take it from this place, so that a worker lives through many files. */
export const test = base.extend<object, { sharedScenery: SharedScenery }>({
  sharedScenery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures it needs
    async ({}, use) => {
      const shared = new SharedScenery()
      await use(shared)
      await shared.close()
    },
    { scope: 'worker' }
  ]
})
