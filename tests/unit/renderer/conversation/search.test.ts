import { describe, expect, test } from 'vitest'
import {
  excerptOf,
  highlightWords
} from '../../../../src-renderer/features/conversation/search/highlight-words.ts'
import { latestOnly } from '../../../../src-renderer/features/conversation/search/latest-only.ts'

const marked = (text: string, query: string) =>
  highlightWords(text, query).map(([start, end]) => text.slice(start, end))

describe('[CH10] the words that were found', () => {
  test('are marked at the beginning of a word, whatever their case and accents', () => {
    expect(marked('Größe der Lieferung, grosse Lieferungen', 'GROSSE liefer')).toEqual([
      'Größe'.slice(0, 5),
      'Liefer',
      'grosse',
      'Liefer'
    ])
  })

  test('are not marked within a word, and nothing is without words', () => {
    expect(marked('undelivered', 'deliver')).toEqual([])
    expect(marked('any text', ' ,. ')).toEqual([])
  })

  test('of a long message are shown with what is around them', () => {
    const text = `${'word '.repeat(80)}the parcel arrived`
    const { text: shown, ranges } = excerptOf(text, 'parcel')
    expect(shown.startsWith('…word')).toBe(true)
    expect(shown.length).toBeLessThan(80)
    expect(ranges.map(([start, end]) => shown.slice(start, end))).toEqual(['parcel'])
  })

  test('of a short message are shown with all of it', () => {
    expect(excerptOf('the\nparcel', 'parcel')).toEqual({ text: 'the parcel', ranges: [[4, 10]] })
  })
})

describe('asking with each keystroke', () => {
  test('one question is out at a time, those in between are never asked, and stale answers are not shown', async () => {
    const asked: string[] = []
    const shown: string[] = []
    const waiting: (() => void)[] = []
    const want = latestOnly(
      (question: string) => {
        asked.push(question)
        return new Promise<string>((resolve) => waiting.push(() => resolve(`found ${question}`)))
      },
      (_question, answer) => shown.push(answer)
    )
    const all = [want('p'), want('pa'), want('par')]
    expect(asked).toEqual(['p'])
    waiting[0]?.()
    await Promise.resolve()
    await new Promise((resolve) => setTimeout(resolve))
    expect(asked).toEqual(['p', 'par'])
    waiting[1]?.()
    await Promise.all(all)
    expect(shown).toEqual(['found par'])
  })

  test('goes on after a question that failed', async () => {
    const shown: string[] = []
    let fails = true
    const want = latestOnly(
      async (question: string) => {
        if (fails) throw new Error('no answer')
        return question
      },
      (_question, answer) => shown.push(answer)
    )
    await expect(want('a')).rejects.toThrow('no answer')
    fails = false
    await want('b')
    expect(shown).toEqual(['b'])
  })
})
