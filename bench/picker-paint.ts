import { setTimeout } from 'node:timers/promises'
import { cannedCorpus, seededRandom } from './canned-corpus.ts'
import { CANNED_SEED } from './data/canned-load.ts'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'
import { launchDesk } from './window/desk.ts'
import { frameMs } from './window/frame-ms.ts'
import { type Keys, timeKey, watchKeys } from './window/key-times.ts'
import type { Window } from './window/launch.ts'
import { openNewest, until } from './window/open-conversation.ts'

const EMPTY = `
  (() => {
    const area = document.querySelector('textarea')
    area.focus()
    area.select()
    document.execCommand('delete')
    area.dispatchEvent(new KeyboardEvent('keydown'))
    return area.value === ''
  })()`

/** The beginnings of titles, as somebody types who knows the library. */
function wordsToType(responses: number, count: number): string[] {
  const corpus = cannedCorpus(responses, CANNED_SEED)
  const random = seededRandom(5)
  return Array.from({ length: count }, () => {
    const { title } = corpus[Math.floor(random() * corpus.length)] as (typeof corpus)[number]
    return title
      .toLowerCase()
      .replace(/[^a-z ]/g, '')
      .slice(0, 8)
      .trim()
  })
}

async function timeWords(desk: Window, words: readonly string[]): Promise<Keys> {
  const keys = await watchKeys(desk, '.canned-picker')
  for (const word of words) {
    if (!(await desk.evaluate(EMPTY))) throw new Error('The composer could not be emptied.')
    await setTimeout(50)
    await desk.key('/')
    await until(desk, 'the picker', `!!document.querySelector('.canned-picker')`)
    await setTimeout(100)
    for (const key of word) {
      await timeKey(desk, key, keys)
      // as a person types, and never in step with the frames
      await setTimeout(60 + Math.random() * 40)
    }
  }
  return keys
}

/** A key pressed in the composer's picker to the frame that shows its results, beside one frame of the display. */
export async function pickerPaint({ little, pickedWords }: Scale): Promise<Figure[]> {
  const prepared = await prepare(little)
  return prepared.withServer(async () => {
    const desk = launchDesk(prepared)
    try {
      await desk.readyMs
      await openNewest(desk)
      const floorValue = await frameMs(desk)
      const keys = await timeWords(desk, wordsToType(little.responses, pickedWords))
      const value = percentile(keys.paintMs, 0.95)
      return [
        {
          name: 'picker-paint',
          value: round(value),
          unit: 'ms (p95)',
          floor: 'one frame of the display, in the same window',
          floorValue: round(floorValue),
          ratio: round(value / floorValue, 3),
          detail: {
            responses: little.responses,
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
