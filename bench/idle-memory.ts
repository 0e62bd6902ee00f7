import { setTimeout } from 'node:timers/promises'
import { figureOfPairs, measurePairs, type Pair } from './beside.ts'
import { type ByJob, mediansByJob, sumOf } from './by-job.ts'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import { launchBare, launchDesk } from './window/desk.ts'
import type { Window } from './window/launch.ts'
import { openNewest } from './window/open-conversation.ts'
import { pssMbByJob, strangersOf } from './window/process-tree.ts'

interface Look {
  mb: ByJob
  /** processes of other windows that shared the program with it and so made it look smaller */
  strangers: number
}

/** A window at rest: painted, what it shows is open, and nothing has been asked of it for a while. */
async function lookAtRest(
  window: Window,
  restMs: number,
  open: (window: Window) => Promise<unknown>
): Promise<Look> {
  try {
    await window.readyMs
    await open(window)
    await setTimeout(restMs)
    return { mb: pssMbByJob(window.pid), strangers: strangersOf(window.pid) }
  } finally {
    await window.quit()
  }
}

const nothing = async () => {}

const megabytes = (looks: readonly { value: Look; floor: Look }[]): Pair[] =>
  looks.map(({ value, floor }) => ({ value: sumOf(value.mb), floor: sumOf(floor.mb) }))

/** The desk with its inbox and one conversation open, beside a bare window; then how it grows with its cache. */
export async function idleMemory({ large, middle, memoryLooks, restMs }: Scale): Promise<Figure[]> {
  const much = await prepare(large)
  const less = await prepare(middle)
  const deskWithMuch = () => lookAtRest(launchDesk(much), restMs, openNewest)
  const deskWithLess = () => lookAtRest(launchDesk(less), restMs, openNewest)
  const bare = () => lookAtRest(launchBare(`${much.profile}-bare`), restMs, nothing)
  const besideBare = await much.withServer(() => measurePairs(memoryLooks, deskWithMuch, bare))
  const besideLess = await much.withServer(() =>
    less.withServer(() => measurePairs(memoryLooks, deskWithMuch, deskWithLess))
  )
  const unit = 'MB (PSS)'
  const all = [...besideBare, ...besideLess].flatMap(({ value, floor }) => [value, floor])
  const detail = { strangers: Math.max(...all.map(({ strangers }) => strangers)) }
  const growth = figureOfPairs(
    {
      name: 'idle-memory-growth',
      unit,
      floor: `the desk with ${middle.messages} messages; the value is what ${large.messages} take more`,
      detail
    },
    megabytes(besideLess)
  )
  const grown = median(megabytes(besideLess).map(({ value, floor }) => value - floor))
  return [
    figureOfPairs(
      {
        name: 'idle-memory',
        unit,
        floor: 'a bare Electron window with plain HTML',
        detail: {
          ...detail,
          byJob: mediansByJob(besideBare.map(({ value, floor }) => ({ value: value.mb, floor: floor.mb })))
        }
      },
      megabytes(besideBare)
    ),
    { ...growth, value: round(grown) }
  ]
}
