import { describe, expect, test } from 'vitest'
import {
  isEmojiOnly,
  linkedParts,
  shortened
} from '../../../../src-renderer/features/conversation/thread/message-parts.ts'

const links = (text: string) =>
  linkedParts(text).flatMap(({ text, href }) => (href === null ? [] : [[text, href]]))

describe('links in what people write', () => {
  test('[security 1, 6] only https pages and mail addresses become links', () => {
    for (const text of [
      'javascript:alert(1)',
      'http://plain.example',
      'file:///etc/passwd',
      'data:text/html,x',
      'https://bank.example@evil.example/login',
      'https://',
      '<a href="x">y</a>',
      'ftp://files.example'
    ]) {
      expect(links(text), text).toEqual([])
    }
    expect(links('see https://shop.example/a?b=1#c, or write to help@shop.example.')).toEqual([
      ['https://shop.example/a?b=1#c', 'https://shop.example/a?b=1#c'],
      ['help@shop.example', 'mailto:help@shop.example']
    ])
  })

  test('what ends a sentence or a bracket stays outside', () => {
    expect(links('(https://shop.example/a).')).toEqual([['https://shop.example/a', 'https://shop.example/a']])
  })

  test('the parts are the text again, character by character', () => {
    const text = 'مرحبا https://shop.example/ x@y.example 👍 https://a@b.example'
    expect(
      linkedParts(text)
        .map((part) => part.text)
        .join('')
    ).toBe(text)
  })
})

test('a few emoji alone are large; digits and words are not', () => {
  expect(['👍', '👩🏽‍💻 🇩🇪', '❤️'].map(isEmojiOnly)).toEqual([true, true, true])
  expect(['1', 'ok 👍', ' ', '👍'.repeat(40)].map(isEmojiOnly)).toEqual([false, false, false, false])
})

test('a long message is folded at a word, a short one never', () => {
  expect(shortened('word '.repeat(100))).toBeNull()
  const folded = shortened('word '.repeat(600))
  expect(folded?.endsWith('word…')).toBe(true)
  expect(folded?.length).toBeLessThan(910)
  expect(shortened('line\n'.repeat(40))?.split('\n').length).toBeLessThan(16)
})
