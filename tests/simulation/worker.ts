import { parentPort, workerData } from 'node:worker_threads'
import { playSeed } from './play-seed.ts'
import { makeTemplates } from './world/templates.ts'

/** Which seeds a worker plays: from `first`, every `every`th, below `end`. */
export interface WorkerTask {
  first: number
  end: number
  every: number
  /** at the first failing seed, which is then not made shorter */
  stops: boolean
}

const task = workerData as WorkerTask
const templates = await makeTemplates()
try {
  for (let seed = task.first; seed < task.end; seed += task.every) {
    const result = await playSeed(seed, templates, !task.stops)
    parentPort?.postMessage(result)
    if (task.stops && result.failure !== null) break
  }
} finally {
  templates.remove()
}
