import { figureOfPairs, measurePairs } from './beside.ts'
import { type Prepared, prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { launchBare, launchDesk } from './window/desk.ts'
import type { Window } from './window/launch.ts'
import { cpuMs } from './window/process-tree.ts'

interface Start {
  ms: number
  cpuMs: number
}

/** From before the process is started until the page is painted and the main process has heard of it. */
async function start(open: () => Window): Promise<Start> {
  const window = open()
  try {
    const ms = await window.readyMs
    return { ms, cpuMs: cpuMs(window.pid) }
  } finally {
    await window.quit()
  }
}

async function starts({ profile, serverUrl, size }: Prepared, rounds: number): Promise<Figure[]> {
  const pairs = await measurePairs(
    rounds,
    () => start(() => launchDesk({ profile, serverUrl })),
    () => start(() => launchBare(`${profile}-bare`))
  )
  const floor = 'a bare Electron window with plain HTML'
  const detail = { messages: size.messages, conversations: size.conversations, server: 'running' }
  return [
    figureOfPairs(
      { name: 'cold-start', unit: 'ms', floor, detail },
      pairs.map((pair) => ({ value: pair.value.ms, floor: pair.floor.ms }))
    ),
    figureOfPairs(
      { name: 'cold-start-cpu', unit: 'ms of processor time', floor, detail },
      pairs.map((pair) => ({ value: pair.value.cpuMs, floor: pair.floor.cpuMs }))
    )
  ]
}

/** A start of the desk to a painted, interactive inbox, beside a start of a bare window; the server runs. */
export async function coldStart({ large, starts: rounds }: Scale): Promise<Figure[]> {
  const prepared = await prepare(large)
  return prepared.withServer(() => starts(prepared, rounds))
}
