import { expect, test } from 'vitest'
import { code39 } from '../../../src-follower/page/code39.ts'

/** Bars and gaps from left to right, in units. */
function widths(code: string): number[] {
  const drawn = code39(code)
  if (!drawn) throw new Error('not drawn')
  const parts: number[] = []
  let end = 0
  for (const [at, width] of drawn.bars) {
    if (at > end) parts.push(at - end)
    parts.push(width)
    end = at + width
  }
  return parts
}

test('[EN4] a code begins and ends with a star, as ISO/IEC 16388 draws it', () => {
  // bar, gap, bar ... of `*`, and one narrow gap between two signs
  const star = [1, 3, 1, 1, 3, 1, 3, 1, 1]
  expect(widths('')).toEqual([...star, 1, ...star])
  expect(widths('A').slice(10, 19)).toEqual([3, 1, 1, 1, 1, 3, 1, 1, 3])
})

test('[EN4] every sign has nine parts of which three are wide, and no two look alike', () => {
  const signs = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%']
  const drawn = signs.map((sign) => widths(sign).slice(10, 19))
  for (const parts of drawn) expect(parts.filter((width) => width === 3)).toHaveLength(3)
  expect(new Set(drawn.map(String)).size).toBe(signs.length)
})

test('[EN4] what has no bars is not drawn', () => {
  expect(code39('free coffee')).toBeNull()
})
