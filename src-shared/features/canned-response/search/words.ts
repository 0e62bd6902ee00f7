import { fold } from './fold.ts'

/** Scripts written without spaces: a run of them is one word, and any part of it may be meant. */
const unspacedClass =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc\\uff70\\uff9e\\uff9f\\u3099\\u309a\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const spacedRun = `(?:(?![${unspacedClass}])[\\p{L}\\p{M}\\p{N}])+`
const anyWord = new RegExp(`[${unspacedClass}]+|${spacedRun}(?:['’\\p{Cf}]+${spacedRun})*`, 'gu')
const unspacedStart = new RegExp(`^[${unspacedClass}]`, 'u')
const asciiWord = /[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*/g
const beyondAscii = /[^\0-\x7f]/

/** Pasted keys and encoded files are no words; what is longer is compared by its beginning. */
const longestTerm = 64

/** True for a word in a script that does not separate words by spaces. */
export function isUnspaced(word: string): boolean {
  return unspacedStart.test(word)
}

/** Calls `visit` with every word of `text`: its folded form and where it stands, in UTF-16 units. */
export function eachWord(text: string, visit: (term: string, start: number, end: number) => void): void {
  const pattern = beyondAscii.test(text) ? anyWord : asciiWord
  for (const found of text.matchAll(pattern)) {
    const word = found[0]
    const folded = fold(word)
    const term = folded.length > longestTerm && !isUnspaced(folded) ? folded.slice(0, longestTerm) : folded
    if (term !== '') visit(term, found.index, found.index + word.length)
  }
}
