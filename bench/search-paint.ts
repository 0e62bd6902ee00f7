import { setTimeout } from 'node:timers/promises'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'
import { launchDesk } from './window/desk.ts'
import { frameMs } from './window/frame-ms.ts'
import { type Keys, timeKey, watchKeys } from './window/key-times.ts'
import type { Window } from './window/launch.ts'
import { until } from './window/open-conversation.ts'

/** Words that people of the demo write, from common ones to rare ones. */
const WORDS = [
  'delivery',
  'voucher',
  'hello',
  'points',
  'ringtone',
  'parcel late',
  'thank you',
  'opening',
  'refund',
  'sticker'
]

const OPEN = `dispatchEvent(new CustomEvent('desk:search-everything', { detail: '' })), 0`
const BOX = `document.activeElement?.getAttribute('role') === 'combobox'`
const EMPTY = `(() => {
  const box = document.querySelector('[role=combobox]')
  box.focus()
  box.select()
  document.execCommand('delete')
  return box.value === ''
})()`

async function timeWords(desk: Window, words: readonly string[]): Promise<Keys> {
  const keys = await watchKeys(desk, '.search-hits')
  for (const word of words) {
    if (!(await desk.evaluate(EMPTY))) throw new Error('The search box could not be emptied.')
    await setTimeout(200)
    for (const key of word) {
      await timeKey(desk, key, keys)
      // as a person types, and never in step with the frames
      await setTimeout(60 + Math.random() * 40)
    }
  }
  return keys
}

/** A key pressed in the search of everything to the frame that shows its hits, over a full cache, beside one frame of the display. */
export async function searchPaint({ large, pickedWords }: Scale): Promise<Figure[]> {
  const prepared = await prepare(large)
  return prepared.withServer(async () => {
    const desk = launchDesk(prepared)
    try {
      await desk.readyMs
      await desk.focus()
      await desk.evaluate(OPEN)
      await until(desk, 'the search box', BOX)
      const floorValue = await frameMs(desk)
      const words = Array.from({ length: pickedWords }, (_, index) => WORDS[index % WORDS.length] ?? '')
      const keys = await timeWords(desk, words)
      const value = percentile(keys.paintMs, 0.95)
      return [
        {
          name: 'search-paint',
          value: round(value),
          unit: 'ms (p95)',
          floor: 'one frame of the display, in the same window',
          floorValue: round(floorValue),
          ratio: round(value / floorValue, 3),
          detail: {
            messages: large.messages,
            keys: keys.paintMs.length,
            unchanged: keys.unchanged,
            p50: round(percentile(keys.paintMs, 0.5)),
            resultP50: round(percentile(keys.resultMs, 0.5)),
            resultP95: round(percentile(keys.resultMs, 0.95))
          }
        }
      ]
    } finally {
      await desk.quit()
    }
  })
}
