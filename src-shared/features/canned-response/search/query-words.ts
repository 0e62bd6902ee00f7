import type { TermTable } from './term-table.ts'
import { eachWord, isUnspaced } from './words.ts'

/** Nobody types more than this into a picker; what is pasted is searched by its beginning. */
const longestQuery = 256
const mostWords = 16

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
  const characters = [...run]
  const pieces: string[] = []
  let from = 0
  while (from < characters.length) {
    let end = characters.length
    while (end > from + 1 && !table.has(characters.slice(from, end).join(''))) end -= 1
    pieces.push(characters.slice(from, end).join(''))
    from = end
  }
  return pieces
}
