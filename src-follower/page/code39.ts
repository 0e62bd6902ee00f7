/*
 * ISO/IEC 16388, "Code 39": each sign is nine bars and gaps in turn, three of them wide, between two stars.
 */

const SIGNS: Readonly<Record<string, string>> = {
  '0': 'nnnwwnwnn',
  '1': 'wnnwnnnnw',
  '2': 'nnwwnnnnw',
  '3': 'wnwwnnnnn',
  '4': 'nnnwwnnnw',
  '5': 'wnnwwnnnn',
  '6': 'nnwwwnnnn',
  '7': 'nnnwnnwnw',
  '8': 'wnnwnnwnn',
  '9': 'nnwwnnwnn',
  A: 'wnnnnwnnw',
  B: 'nnwnnwnnw',
  C: 'wnwnnwnnn',
  D: 'nnnnwwnnw',
  E: 'wnnnwwnnn',
  F: 'nnwnwwnnn',
  G: 'nnnnnwwnw',
  H: 'wnnnnwwnn',
  I: 'nnwnnwwnn',
  J: 'nnnnwwwnn',
  K: 'wnnnnnnww',
  L: 'nnwnnnnww',
  M: 'wnwnnnnwn',
  N: 'nnnnwnnww',
  O: 'wnnnwnnwn',
  P: 'nnwnwnnwn',
  Q: 'nnnnnnwww',
  R: 'wnnnnnwwn',
  S: 'nnwnnnwwn',
  T: 'nnnnwnwwn',
  U: 'wwnnnnnnw',
  V: 'nwwnnnnnw',
  W: 'wwwnnnnnn',
  X: 'nwnnwnnnw',
  Y: 'wwnnwnnnn',
  Z: 'nwwnwnnnn',
  '-': 'nwnnnnwnw',
  '.': 'wwnnnnwnn',
  ' ': 'nwwnnnwnn',
  $: 'nwnwnwnnn',
  '/': 'nwnwnnnwn',
  '+': 'nwnnnwnwn',
  '%': 'nnnwnwnwn',
  '*': 'nwnnwnwnn'
}

/** How much wider a wide bar is. */
const WIDE = 3

/** The bars of a code, as places and widths in units, and how many units it takes; null for a code that has other signs. */
export function code39(code: string): { bars: [at: number, width: number][]; width: number } | null {
  const bars: [number, number][] = []
  let at = 0
  for (const sign of `*${code}*`) {
    const pattern = SIGNS[sign]
    if (pattern === undefined) return null
    for (let i = 0; i < pattern.length; i++) {
      const width = pattern[i] === 'w' ? WIDE : 1
      if (i % 2 === 0) bars.push([at, width])
      at += width
    }
    // one gap between signs
    at += 1
  }
  return { bars, width: at - 1 }
}
