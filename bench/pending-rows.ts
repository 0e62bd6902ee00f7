import { setTimeout } from 'node:timers/promises'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale, Size } from './scale.ts'
import { percentile, round } from './statistics.ts'
import { launchDesk, untilOnline } from './window/desk.ts'
import type { Window } from './window/launch.ts'
import { until } from './window/open-conversation.ts'
import { EMPTY_BOX, emptyBoxOver, framesBeside, scrollBy } from './window/scroll.ts'

const SYNC_WITHIN_MS = 120_000
const STEP = 60
const QUEUE = "document.querySelector('.approval .ui-vlist')"
const LEFT = "!document.querySelector('.approval')"
const LONGEST_MS = 10_000

/** In the page: goes to a room as its button does. */
const goTo = (room: string) => `Array.from(document.querySelectorAll('nav[aria-label=Rooms] button'))
  .find((button) => button.textContent.includes('${room}')).click()`

/** In the page: goes to the queue; answers the milliseconds until the frame begins that shows its first rows. */
const VISIT = `new Promise((resolve, reject) => {
  const startMs = performance.now()
  const look = () => {
    if (!document.querySelector('.approval-row')) return
    watch.disconnect()
    requestAnimationFrame(() => resolve(performance.now() - startMs))
  }
  const watch = new MutationObserver(look)
  watch.observe(document.body, { subtree: true, childList: true })
  setTimeout(() => reject(new Error('The queue did not show its rows.')), ${LONGEST_MS})
  ${goTo('Partners')}
})`

async function visits(desk: Window, count: number): Promise<number[]> {
  const times: number[] = []
  for (let visit = 0; visit < count; visit++) {
    times.push(await desk.evaluate<number>(VISIT))
    await desk.evaluate(`${goTo('Chat')}, 0`)
    await until(desk, 'another room', LEFT)
    // never in step with the frames
    await setTimeout(60 + Math.random() * 40)
  }
  return times
}

/** Runs `work` in the window of a team lead with so many requests. */
async function withLead<Result>(size: Size, work: (desk: Window) => Promise<Result>): Promise<Result> {
  const prepared = await prepare(size)
  return prepared.withServer(async () => {
    const desk = launchDesk(prepared)
    try {
      await desk.readyMs
      await untilOnline(desk, SYNC_WITHIN_MS)
      await desk.focus()
      return await work(desk)
    } finally {
      await desk.quit()
    }
  })
}

/** Going to a queue of very many waiting requests beside one of few, and scrolling it beside an empty box of its height. */
export async function pendingRows(scale: Scale): Promise<Figure[]> {
  const { queue, shortQueue, scrolled } = scale
  const floorPaint = await withLead(shortQueue, (desk) => visits(desk, scale.visits))
  return withLead(queue, async (desk) => {
    const paint = await visits(desk, scale.visits)
    await desk.evaluate<number>(VISIT)
    const frames = await desk.evaluate<number[]>(scrollBy(QUEUE, scrolled.frames, STEP))
    const held = await desk.evaluate<number>("document.querySelectorAll('.approval-row').length")
    await desk.evaluate(emptyBoxOver(QUEUE, 'area.scrollHeight'))
    const floorFrames = await desk.evaluate<number[]>(scrollBy(EMPTY_BOX, scrolled.frames, STEP))
    const [value, floorValue] = [percentile(paint, 0.5), percentile(floorPaint, 0.5)]
    const scroll = framesBeside(frames, floorFrames)
    return [
      {
        name: 'pending-paint',
        value: round(value),
        unit: 'ms (p50)',
        floor: `the same with ${shortQueue.requests} requests`,
        floorValue: round(floorValue),
        ratio: round(value / floorValue, 3),
        detail: { requests: queue.requests, p95: round(percentile(paint, 0.95)) }
      },
      {
        name: 'pending-scroll',
        ...scroll,
        detail: { requests: queue.requests, held, ...scroll.detail }
      }
    ]
  })
}
