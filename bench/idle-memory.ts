import { setTimeout } from 'node:timers/promises'
import { figureOfPairs, measurePairs } from './beside.ts'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import { launchBare, launchDesk } from './window/desk.ts'
import type { Window } from './window/launch.ts'
import { openNewest } from './window/open-conversation.ts'
import { pssMb } from './window/process-tree.ts'

/** Memory of a window at rest: painted, what it shows is open, and nothing has been asked of it for a while. */
async function atRest(
  window: Window,
  restMs: number,
  open: (window: Window) => Promise<unknown>
): Promise<number> {
  try {
    await window.readyMs
    await open(window)
    await setTimeout(restMs)
    return pssMb(window.pid)
  } finally {
    await window.quit()
  }
}

const nothing = async () => {}

/** The desk with its inbox and one conversation open, beside a bare window; then how it grows with its cache. */
export async function idleMemory({ large, middle, memoryLooks, restMs }: Scale): Promise<Figure[]> {
  const much = await prepare(large)
  const less = await prepare(middle)
  const pairs = await much.withServer(() =>
    measurePairs(
      memoryLooks,
      () => atRest(launchDesk(much), restMs, openNewest),
      () => atRest(launchBare(`${much.profile}-bare`), restMs, nothing)
    )
  )
  const smaller = await less.withServer(async () => {
    const looks: number[] = []
    while (looks.length < memoryLooks) looks.push(await atRest(launchDesk(less), restMs, openNewest))
    return looks
  })
  const memory = figureOfPairs(
    { name: 'idle-memory', unit: 'MB (PSS)', floor: 'a bare Electron window with plain HTML' },
    pairs
  )
  const floorValue = round(median(smaller))
  return [
    memory,
    {
      name: 'idle-memory-growth',
      value: round(memory.value - floorValue),
      unit: 'MB (PSS)',
      floor: `the desk with ${middle.messages} messages; the value is what ${large.messages} add`,
      floorValue,
      ratio: round(memory.value / floorValue, 3)
    }
  ]
}
