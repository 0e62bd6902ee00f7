import { parentPort, workerData } from 'node:worker_threads'
// the desk loads it with its first file, which must not take time of its own here
import 'tus-js-client'
import { playStory } from './play-story.ts'
import { generateStory } from './story/generate.ts'
import type { Story } from './story/steps.ts'
import { watchDiskCalls } from './world/disk-calls.ts'
import { makeTemplates } from './world/templates.ts'
import { fillCaches } from './world/warm-caches.ts'

/** What a worker plays: given stories, or those of the seeds from `first`, every `every`th, below `end`. */
export interface WorkerTask {
  stories: readonly Story[] | { first: number; end: number; every: number }
  /** makes a failing one shorter before it is told */
  shrinks: boolean
  /** at the first failing one */
  stops: boolean
}

const { stories, shrinks, stops } = workerData as WorkerTask

function* storiesOf(): Iterable<Story> {
  if (!('first' in stories)) yield* stories
  else for (let seed = stories.first; seed < stories.end; seed += stories.every) yield generateStory(seed)
}

watchDiskCalls()
const templates = await makeTemplates()
await fillCaches(templates)
try {
  for (const story of storiesOf()) {
    const result = await playStory(story, templates, shrinks)
    parentPort?.postMessage(result)
    if (stops && result.failure !== null) break
  }
} finally {
  templates.remove()
}
