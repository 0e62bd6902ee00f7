import { sourceLength } from './fold.ts'
import type { MatchedTerms } from './matched-terms.ts'
import { endAt, type PlacedTerms, placedCount, startAt, termAt } from './placed-terms.ts'

/** A matched range, in UTF-16 units: from the first character up to, but without, `to`. */
export type Mark = readonly [from: number, to: number]

/** Text with the ranges to highlight, in order and apart from each other. */
export interface MarkedText {
  readonly text: string
  readonly marks: readonly Mark[]
}

/** Characters of the text that a snippet shows, and how many of them stand before the first match. */
const snippetLength = 140
const leadLength = 32
const lineBreaks = /[\s\p{Cc}]/gu

/** The whole text with the matched parts of its words marked. */
export function markText(text: string, placed: PlacedTerms, matched: MatchedTerms): MarkedText {
  const marks: Mark[] = []
  for (let index = 0; index < placedCount(placed); index += 1) {
    const term = termAt(placed, index)
    if (matched.has(term)) marks.push(markOf(text, placed, index, matched))
  }
  return { text, marks }
}

/** One line around the densest matches, with an ellipsis wherever the text was cut. */
export function snippetOf(marked: MarkedText, placed: PlacedTerms): MarkedText {
  const { text } = marked
  const from = snippetStart(marked, placed)
  const to = snippetEnd(text, from, placed)
  const before = from > 0 ? '…' : ''
  const after = to < text.length ? '…' : ''
  const shift = before.length - from
  return {
    text: before + text.slice(from, to).replace(lineBreaks, ' ') + after,
    marks: marked.marks
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start + shift, end + shift] as const)
  }
}

function markOf(text: string, placed: PlacedTerms, index: number, matched: MatchedTerms): Mark {
  const term = termAt(placed, index)
  const start = startAt(placed, index)
  const word = text.slice(start, endAt(placed, index))
  return [start + sourceLength(word, matched.from(term)), start + sourceLength(word, matched.to(term))]
}

function snippetStart({ text, marks }: MarkedText, placed: PlacedTerms): number {
  const densest = startOfDensest(marks)
  if (densest <= leadLength || text.length <= snippetLength) return 0
  const earliest = densest - leadLength
  for (let index = 0; index < placedCount(placed); index += 1) {
    if (startAt(placed, index) >= earliest) return Math.min(startAt(placed, index), densest)
  }
  return densest
}

function startOfDensest(marks: readonly Mark[]): number {
  let best = 0
  let most = 0
  let end = 0
  marks.forEach(([start], index) => {
    while (end < marks.length && (marks[end]?.[1] ?? 0) <= start + snippetLength - leadLength) end += 1
    if (end - index <= most) return
    most = end - index
    best = start
  })
  return best
}

/** The end of the last word that fits; where no word ends near the edge, simply the edge. */
function snippetEnd(text: string, from: number, placed: PlacedTerms): number {
  const edge = from + snippetLength
  if (text.length <= edge) return text.length
  let end = 0
  for (let index = 0; index < placedCount(placed) && endAt(placed, index) <= edge; index += 1) {
    end = endAt(placed, index)
  }
  return end > edge - leadLength ? end : beforeLowSurrogate(text, edge)
}

/** Never cuts a character in two. */
function beforeLowSurrogate(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}
