import { type Outcome, runStory } from './run-story.ts'
import { shrink } from './story/shrink.ts'
import type { Story } from './story/steps.ts'
import { tellStory } from './story/tell.ts'
import type { Templates } from './world/templates.ts'

/** What came of one story; `failure` is for a person to read. */
export interface StoryResult extends Pick<Outcome, 'operations' | 'faults' | 'crashes' | 'print'> {
  seed: number
  /** what was broken first */
  promise: string | null
  failure: string | null
}

/** Plays a story; a failing one is made as short as possible, if wanted, and told. */
export async function playStory(story: Story, templates: Templates, shrinks: boolean): Promise<StoryResult> {
  const { seed } = story
  const outcome = await runStory(story, templates)
  const { operations, faults, crashes, print } = outcome
  const counted = { seed, operations, faults, crashes, print }
  const promise = outcome.violations[0]?.promise ?? null
  if (promise === null) return { ...counted, promise, failure: null }
  const breaks = (tried: Outcome) => tried.violations.some((violation) => violation.promise === promise)
  const shortest = shrinks
    ? await shrink(story, async (shorter) => breaks(await runStory(shorter, templates)))
    : story
  const last = await runStory(shortest, templates)
  const broken = last.violations.map(
    ({ promise: id, what, atMs }) => `  ${(atMs / 1000).toFixed(3)} s  [${id}] ${what}`
  )
  const failure = [tellStory(shortest, last.times), 'broken:', ...broken.slice(0, 8)].join('\n')
  return { ...counted, promise, failure }
}
