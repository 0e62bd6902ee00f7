import { setTimeout } from 'node:timers/promises'
import type { Window } from './launch.ts'

/** Longer than any search takes: the results of this key are the same as those before it. */
const UNCHANGED_AFTER_MS = 1000

/** In the page: notes for each key when it was pressed, and when a frame begins that shows other results within `selector`. */
const watch = (selector: string) => `
  window.benchKey = null
  addEventListener('keydown', (event) => {
    benchKey = { atMs: event.timeStamp, resultMs: null, paintMs: null }
  }, true)
  new MutationObserver((changes) => {
    const key = benchKey
    if (!key || key.resultMs !== null) return
    if (!changes.some(({ target }) => (target.closest ? target : target.parentElement)?.closest('${selector}'))) return
    key.resultMs = performance.now() - key.atMs
    requestAnimationFrame(() => { key.paintMs = performance.now() - key.atMs })
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
  0`

/** What was seen of the keys that were pressed. */
export interface Keys {
  /** milliseconds from each key until its results were there */
  resultMs: number[]
  /** milliseconds from each key until the frame that shows them */
  paintMs: number[]
  /** keys after which nothing else was shown than before */
  unchanged: number
}

/** Notes from now on when results change within `selector`. */
export async function watchKeys(desk: Window, selector: string): Promise<Keys> {
  await desk.focus()
  await desk.evaluate(watch(selector))
  return { resultMs: [], paintMs: [], unchanged: 0 }
}

/** Presses a key and waits for what it changes. */
export async function timeKey(desk: Window, key: string, keys: Keys): Promise<void> {
  await desk.key(key)
  const deadlineMs = performance.now() + UNCHANGED_AFTER_MS
  for (;;) {
    const noted = await desk.evaluate<{ resultMs: number; paintMs: number | null } | null>('benchKey')
    if (noted && noted.paintMs !== null) {
      keys.resultMs.push(noted.resultMs)
      keys.paintMs.push(noted.paintMs)
      return
    }
    if (performance.now() > deadlineMs) break
    await setTimeout(10)
  }
  keys.unchanged += 1
}
