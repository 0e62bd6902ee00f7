import { fold, sourceLength } from '#shared/features/canned-response/search/fold.ts'

export type Range = readonly [start: number, end: number]

export interface Excerpt {
  text: string
  ranges: readonly Range[]
}

const words = /[\p{L}\p{N}\p{M}]+/gu

/** Characters that an excerpt shows, and how many of them stand before what was found. */
const EXCERPT_CHARS = 160
const LEAD_CHARS = 40

/** Ranges of a text, in UTF-16 units, where a word begins with one of the query's, whatever its case and accents. */
export function highlightWords(text: string, query: string): Range[] {
  const asked = [...query.matchAll(words)].map(([word]) => fold(word)).filter((word) => word !== '')
  if (asked.length === 0) return []
  const ranges: Range[] = []
  for (const match of text.matchAll(words)) {
    const [word] = match
    const folded = fold(word)
    const longest = Math.max(0, ...asked.filter((one) => folded.startsWith(one)).map((one) => one.length))
    if (longest > 0) ranges.push([match.index, match.index + sourceLength(word, longest)])
  }
  return ranges
}

/** The part of a long text around the first word that was found, on one line. */
export function excerptOf(text: string, query: string): Excerpt {
  const line = text.replace(/\s/gu, ' ')
  const ranges = highlightWords(line, query)
  const first = ranges[0]?.[0] ?? 0
  if (line.length <= EXCERPT_CHARS || first <= LEAD_CHARS) return { text: line, ranges }
  const blank = line.indexOf(' ', first - LEAD_CHARS)
  const from = blank >= 0 && blank < first ? blank + 1 : first
  return {
    text: `…${line.slice(from)}`,
    ranges: ranges
      .filter(([start]) => start >= from)
      .map(([start, end]) => [start - from + 1, end - from + 1])
  }
}
