import { loadLongThread } from './data/long-thread.ts'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'
import { launchDesk, untilOnline } from './window/desk.ts'
import { open } from './window/open-conversation.ts'

const SYNC_WITHIN_MS = 120_000
const REFRESH_MS = 1000 / 60

/** Scrolls an element up by a fixed way with each frame; answers the milliseconds between frames. */
const scroll = (element: string, frames: number) => `new Promise((resolve) => {
  const area = ${element}
  const seen = []
  let before = 0
  const next = (atMs) => {
    if (before > 0) seen.push(atMs - before)
    before = atMs
    area.scrollTop -= 60
    if (seen.length < ${frames}) requestAnimationFrame(next)
    else resolve(seen)
  }
  requestAnimationFrame(next)
})`

/** The same box with nothing in it but the height that the messages would have. */
const EMPTY_BOX = (messages: number) => `(() => {
  const area = document.querySelector('.thread-scroller')
  const box = document.createElement('div')
  box.id = 'bench-empty'
  box.style.cssText = 'position:fixed;overflow:auto;display:flex;flex-direction:column-reverse'
  const { left, top, width, height } = area.getBoundingClientRect()
  Object.assign(box.style, { left: left + 'px', top: top + 'px', width: width + 'px', height: height + 'px' })
  const inner = document.createElement('div')
  const shown = area.querySelectorAll('li').length
  inner.style.cssText = 'flex:none;height:' + Math.round((area.scrollHeight / shown) * ${messages}) + 'px'
  box.append(inner)
  document.body.append(box)
  return 0
})()`

/** Scrolling up through a conversation of very many messages, beside an empty box of the same height in the same window. */
export async function scrollThread({ middle, scrolled }: Scale): Promise<Figure[]> {
  const prepared = await prepare(middle)
  return prepared.withServer(async (server) => {
    const conversationId = await loadLongThread(server.url, scrolled.messages)
    const desk = launchDesk(prepared)
    try {
      await desk.readyMs
      await untilOnline(desk, SYNC_WITHIN_MS)
      await open(desk, conversationId)
      await desk.focus()
      const frames = await desk.evaluate<number[]>(
        scroll("document.querySelector('.thread-scroller')", scrolled.frames)
      )
      const held = await desk.evaluate<number>("document.querySelectorAll('.thread-item').length")
      await desk.evaluate(EMPTY_BOX(scrolled.messages))
      const floor = await desk.evaluate<number[]>(
        scroll("document.getElementById('bench-empty')", scrolled.frames)
      )
      const value = percentile(frames, 0.95)
      const floorValue = percentile(floor, 0.95)
      const late = (all: readonly number[]) => all.filter((ms) => ms > REFRESH_MS * 1.5).length
      return [
        {
          name: 'scroll-thread',
          value: round(value),
          unit: 'ms between frames (p95)',
          floor: 'an empty box of the same height, in the same window',
          floorValue: round(floorValue),
          ratio: round(value / floorValue, 3),
          detail: {
            messages: scrolled.messages,
            held,
            frames: frames.length,
            late: late(frames),
            lateOfFloor: late(floor),
            p50: round(percentile(frames, 0.5)),
            max: round(Math.max(...frames))
          }
        }
      ]
    } finally {
      await desk.quit()
    }
  })
}
