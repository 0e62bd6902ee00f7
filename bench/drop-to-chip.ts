import { setTimeout } from 'node:timers/promises'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'
import { launchDesk } from './window/desk.ts'
import { frameMs } from './window/frame-ms.ts'
import type { Window } from './window/launch.ts'
import { openNewest } from './window/open-conversation.ts'

const LONGEST_MS = 10_000

/** In the page: drops a picture of its own bytes on the chat; notes the frame that shows its chip, and when it is copied and judged. */
const dropOne = (seed: number, sizeBytes: number) => `
  (() => {
    const head = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 9, 0, 0, 0, 9, 8, 6, 0, 0, 0]
    const bytes = new Uint8Array(${sizeBytes})
    bytes.fill(${seed} % 251)
    bytes.set(head)
    bytes[100] = ${seed} >> 8
    const given = new DataTransfer()
    given.items.add(new File([bytes], 'dropped-${seed}.png'))
    const drop = { shownMs: null, copiedMs: null }
    window.benchDrop = drop
    const chip = () => [...document.querySelectorAll('.file-chip')].find((one) => one.textContent.includes('dropped-${seed}.png'))
    const startMs = performance.now()
    const look = () => {
      const found = chip()
      if (found && drop.shownMs === null) requestAnimationFrame(() => { drop.shownMs ??= performance.now() - startMs })
      if (found && found.dataset.arriving === 'false') { drop.copiedMs = performance.now() - startMs; watch.disconnect() }
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { subtree: true, childList: true, attributes: true })
    document.querySelector('.open-conversation')
      .dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }))
    return 0
  })()`

const REMOVE = `[...document.querySelectorAll('.file-chip button')].forEach((button) => button.click()), 0`

interface Drop {
  shownMs: number | null
  copiedMs: number | null
}

async function timeDrop(
  desk: Window,
  seed: number,
  sizeBytes: number
): Promise<{ shownMs: number; copiedMs: number }> {
  await desk.evaluate(dropOne(seed, sizeBytes))
  const deadlineMs = performance.now() + LONGEST_MS
  for (;;) {
    const { shownMs, copiedMs } = await desk.evaluate<Drop>('benchDrop')
    if (shownMs !== null && copiedMs !== null) return { shownMs, copiedMs }
    if (performance.now() > deadlineMs) throw new Error('A dropped file did not become a chip.')
    await setTimeout(20)
  }
}

/** A file falls on an open chat; the frame begins that shows its chip, beside one frame of the display. */
export async function dropToChip({ little, drops, dropBytes }: Scale): Promise<Figure[]> {
  const prepared = await prepare(little)
  return prepared.withServer(async () => {
    const desk = launchDesk(prepared)
    try {
      await desk.readyMs
      await openNewest(desk)
      const floorValue = await frameMs(desk)
      const times: { shownMs: number; copiedMs: number }[] = []
      for (let seed = 1; seed <= drops; seed++) {
        times.push(await timeDrop(desk, seed, dropBytes))
        await desk.evaluate(REMOVE)
        // never in step with the frames
        await setTimeout(60 + Math.random() * 40)
      }
      const shown = times.map(({ shownMs }) => shownMs)
      const copied = times.map(({ copiedMs }) => copiedMs)
      const value = percentile(shown, 0.95)
      return [
        {
          name: 'drop-to-chip',
          value: round(value),
          unit: 'ms (p95)',
          floor: 'one frame of the display, in the same window',
          floorValue: round(floorValue),
          ratio: round(value / floorValue, 3),
          detail: {
            drops,
            sizeBytes: dropBytes,
            p50: round(percentile(shown, 0.5)),
            copiedP50: round(percentile(copied, 0.5)),
            copiedP95: round(percentile(copied, 0.95))
          }
        }
      ]
    } finally {
      await desk.quit()
    }
  })
}
