import { parentPort, workerData } from 'node:worker_threads'
import { playStory } from './play-story.ts'
import { generateStory } from './story/generate.ts'
import type { Story } from './story/steps.ts'
import { makeTemplates } from './world/templates.ts'

/** What a worker plays: given stories, or those of the seeds from `first`, every `every`th, below `end`. */
export interface WorkerTask {
  stories: readonly Story[] | { first: number; end: number; every: number }
  /** at the first failing one, which is then not made shorter */
  stops: boolean
}

const { stories, stops } = workerData as WorkerTask

function* storiesOf(): Iterable<Story> {
  if (!('first' in stories)) yield* stories
  else for (let seed = stories.first; seed < stories.end; seed += stories.every) yield generateStory(seed)
}

const templates = await makeTemplates()
try {
  for (const story of storiesOf()) {
    const result = await playStory(story, templates, !stops)
    parentPort?.postMessage(result)
    if (stops && result.failure !== null) break
  }
} finally {
  templates.remove()
}
