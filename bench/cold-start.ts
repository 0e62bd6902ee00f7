import { setTimeout } from 'node:timers/promises'
import { figureOfPairs, measurePairs } from './beside.ts'
import { type ByJob, mediansByJob, sumOf } from './by-job.ts'
import { type Prepared, prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { launchBare, launchDesk, untilOnline } from './window/desk.ts'
import type { Window } from './window/launch.ts'
import { cpuMsByJob } from './window/process-tree.ts'

const ONLINE_WITHIN_MS = 20_000

interface Start {
  ms: number
  cpuMs: ByJob
}

/** From before the process is started until the page is painted and the main process has heard of it. */
async function start(open: () => Window, settle: (window: Window) => Promise<void>): Promise<Start> {
  const window = open()
  try {
    const measured = { ms: await window.readyMs, cpuMs: cpuMsByJob(window.pid) }
    await settle(window)
    return measured
  } finally {
    await window.quit()
  }
}

/** An app writes down its compiled scripts a while after its first start; the starts of every other day find them. */
async function startOnce(open: () => Window, restMs: number): Promise<void> {
  const window = open()
  try {
    await window.readyMs
    await setTimeout(restMs)
  } finally {
    await window.quit()
  }
}

async function starts({ profile, serverUrl, size }: Prepared, scale: Scale): Promise<Figure[]> {
  const desk = () => launchDesk({ profile, serverUrl })
  const bare = () => launchBare(`${profile}-bare`)
  await startOnce(desk, scale.restMs)
  await startOnce(bare, scale.restMs)
  const pairs = await measurePairs(
    scale.starts,
    // one that ends while its session is being renewed may lose it
    () => start(desk, (window) => untilOnline(window, ONLINE_WITHIN_MS)),
    () => start(bare, async () => {})
  )
  const floor = 'a bare Electron window with plain HTML'
  const detail = { messages: size.messages, conversations: size.conversations, server: 'running' }
  return [
    figureOfPairs(
      { name: 'cold-start', unit: 'ms', floor, detail },
      pairs.map((pair) => ({ value: pair.value.ms, floor: pair.floor.ms }))
    ),
    figureOfPairs(
      {
        name: 'cold-start-cpu',
        unit: 'ms of processor time',
        floor,
        detail: {
          ...detail,
          byJob: mediansByJob(pairs.map(({ value, floor }) => ({ value: value.cpuMs, floor: floor.cpuMs })))
        }
      },
      pairs.map((pair) => ({ value: sumOf(pair.value.cpuMs), floor: sumOf(pair.floor.cpuMs) }))
    )
  ]
}

/** A start of the desk to a painted, interactive inbox, beside a start of a bare window; the server runs. */
export async function coldStart(scale: Scale): Promise<Figure[]> {
  const prepared = await prepare(scale.large)
  return prepared.withServer(() => starts(prepared, scale))
}
