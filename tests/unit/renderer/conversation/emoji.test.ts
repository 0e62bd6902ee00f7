import { describe, expect, test } from 'vitest'
import { colonQueryAt } from '../../../../src-renderer/features/conversation/emoji/colon-query.ts'
import { emojiNamed, findEmoji } from '../../../../src-renderer/features/conversation/emoji/find-emoji.ts'
import { ALL_EMOJI } from '../../../../src-renderer/features/conversation/emoji/list.ts'
import { rowsOf, walkGrid } from '../../../../src-renderer/features/conversation/emoji/walk-grid.ts'

const chars = (query: string) => findEmoji(query).map(({ char }) => char)
const begun = (text: string) => colonQueryAt(text, text.length)

describe('the list of emoji', () => {
  test('has one emoji and one plain name on each line, each once', () => {
    const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
    for (const { char, name, words } of ALL_EMOJI) {
      expect([...graphemes.segment(char)], name).toHaveLength(1)
      expect(char, name).toMatch(/\p{Emoji}/u)
      expect(name, char).toMatch(/^[a-z0-9_+-]+$/)
      for (const word of words) expect(word, name).toMatch(/^[a-z0-9]+$/)
    }
    expect(new Set(ALL_EMOJI.map(({ char }) => char)).size).toBe(ALL_EMOJI.length)
    expect(new Set(ALL_EMOJI.map(({ name }) => name)).size).toBe(ALL_EMOJI.length)
    expect(ALL_EMOJI.length).toBeGreaterThan(350)
  })
})

describe('an emoji is found', () => {
  test('by its name first, then by its words, then by what begins or holds the word', () => {
    expect(chars('tada')[0]).toBe('🎉')
    expect(chars('thanks')).toEqual(['🙏'])
    expect(chars('PARCEL')).toEqual(['📦'])
    expect(chars('heart')[0]).toBe('❤️')
    expect(chars('heart')).toContain('💚')
    expect(chars('smile')[0]).toBe('😄')
    expect(chars('+1')).toEqual(['👍'])
  })

  test('by all words of a query, and all are there for none', () => {
    expect(chars('happy teeth')).toEqual(['😁'])
    expect(chars('nothing has this')).toEqual([])
    expect(chars(' ')).toHaveLength(ALL_EMOJI.length)
  })

  test('under its whole name only, when it is named', () => {
    expect(emojiNamed('tada')?.char).toBe('🎉')
    expect(emojiNamed('tad')).toBeUndefined()
  })
})

describe('a name is begun', () => {
  test('by a colon and two letters, at the beginning, behind a space or a bracket', () => {
    expect(begun(':ta')).toEqual({ start: 0, name: 'ta' })
    expect(begun('well done :Tada')).toEqual({ start: 10, name: 'tada' })
    expect(begun('(:+1')).toEqual({ start: 1, name: '+1' })
    expect(colonQueryAt('see :ta and more', 7)).toEqual({ start: 4, name: 'ta' })
  })

  test.each([':', ':t', ':D', ':)', '12:30', 'https://x', 'note:this', ': tada', ':ta da', ':tada:'])(
    'not by %j',
    (text) => {
      expect(begun(text)).toBeNull()
    }
  )
})

describe('a grid of groups', () => {
  const rows = rowsOf([['a', 'b', 'c', 'd', 'e'], ['f'], ['g', 'h', 'i']], 3)

  test('begins a row with each group', () => {
    expect(rows).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f'], ['g', 'h', 'i']])
  })

  test.each([
    ['ArrowRight', 'c', 'd'],
    ['ArrowRight', 'i', 'i'],
    ['ArrowLeft', 'd', 'c'],
    ['ArrowLeft', 'a', 'a'],
    ['ArrowDown', 'b', 'e'],
    ['ArrowDown', 'c', 'e'],
    ['ArrowDown', 'e', 'f'],
    ['ArrowDown', 'h', 'h'],
    ['ArrowUp', 'e', 'b'],
    ['ArrowUp', 'i', 'f'],
    ['ArrowUp', 'b', 'b'],
    ['Home', 'e', 'e']
  ])('%s leads from %s to %s', (key, from, to) => {
    const all = rows.flat()
    expect(all[walkGrid(rows, all.indexOf(from), key)]).toBe(to)
  })
})
