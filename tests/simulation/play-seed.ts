import { type Outcome, runStory } from './run-story.ts'
import { generateStory } from './story/generate.ts'
import { shrink } from './story/shrink.ts'
import { tellStory } from './story/tell.ts'
import type { Templates } from './world/templates.ts'

/** What came of one seed; `failure` is for a person to read. */
export interface SeedResult extends Pick<Outcome, 'operations' | 'faults' | 'crashes'> {
  seed: number
  /** what was broken first */
  promise: string | null
  failure: string | null
}

/** Plays the story of a seed; a failing one is made as short as possible and told. */
export async function playSeed(seed: number, templates: Templates, shrinks: boolean): Promise<SeedResult> {
  const story = generateStory(seed)
  const outcome = await runStory(story, templates)
  const { operations, faults, crashes } = outcome
  const promise = outcome.violations[0]?.promise ?? null
  if (promise === null) return { seed, operations, faults, crashes, promise, failure: null }
  const breaks = (tried: Outcome) => tried.violations.some((violation) => violation.promise === promise)
  const shortest = shrinks
    ? await shrink(story, async (shorter) => breaks(await runStory(shorter, templates)))
    : story
  const last = await runStory(shortest, templates)
  const broken = last.violations.map(
    ({ promise: id, what, atMs }) => `  ${(atMs / 1000).toFixed(3)} s  [${id}] ${what}`
  )
  const failure = [tellStory(shortest, last.times), 'broken:', ...broken.slice(0, 8)].join('\n')
  return { seed, operations, faults, crashes, promise, failure }
}
