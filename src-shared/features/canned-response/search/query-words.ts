import type { TermTable } from './term-table.ts'
import { eachWord, isUnspaced } from './words.ts'

/** Nobody types more than this into a picker; what is pasted is searched by its beginning. */
const longestQuery = 256
const mostWords = 16
/** In a script without spaces, where each character costs a scan of the vocabulary. */
const longestRun = 32

/** The distinct words of a query, folded, in the order typed. */
export function queryWords(query: string, table: TermTable): string[] {
  const words = new Set<string>()
  eachWord(query.slice(0, longestQuery), (term) => {
    for (const word of isUnspaced(term) ? knownPieces(term, table) : [term]) words.add(word)
  })
  return [...words].slice(0, mostWords)
}

/**
 * Cuts a run in a script without spaces into the longest pieces that the library contains: it knows
 * "退款的状态", not "退款状态", so "退款" and "状态" are looked for.
 */
function knownPieces(run: string, table: TermTable): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of [...run].slice(0, longestRun)) {
    if (piece !== '' && !table.has(piece + character)) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}
