import { setTimeout } from 'node:timers/promises'
import type { Window } from '../window/launch.ts'

/** In the page: notes when each expected text is in the log and a frame that shows it begins. */
const WATCH = `
  window.benchArrivals = (() => {
    const expected = new Map()
    const look = () => {
      const shown = document.querySelector('[role=log]')?.textContent ?? ''
      for (const [text, painted] of expected) {
        if (!shown.includes(text)) continue
        expected.delete(text)
        requestAnimationFrame(() => painted.resolve(performance.timeOrigin + performance.now()))
      }
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    const all = new Map()
    return {
      expect(text) {
        const painted = Promise.withResolvers()
        expected.set(text, painted)
        all.set(text, painted.promise)
      },
      when: (text) => all.get(text)
    }
  })()
  0`

/** Sends texts one after the other; answers for each how many milliseconds later the window painted it. */
export async function timeArrivals(
  window: Window,
  count: number,
  send: (text: string) => Promise<void>
): Promise<number[]> {
  await window.evaluate(WATCH)
  const times: number[] = []
  for (let number = 0; number < count; number += 1) {
    const text = `measured message ${number}.`
    const quoted = JSON.stringify(text)
    await window.evaluate(`benchArrivals.expect(${quoted})`)
    // never in step with the frames
    await setTimeout(40 + Math.random() * 40)
    const sentAtMs = performance.timeOrigin + performance.now()
    await send(text)
    times.push((await window.evaluate<number>(`benchArrivals.when(${quoted})`)) - sentAtMs)
  }
  return times
}
