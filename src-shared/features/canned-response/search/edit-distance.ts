/**
 * How many characters at the beginning of `term` spell `word` with exactly one edit (a character replaced,
 * left out, added, or two neighbours swapped); 0 when none do, the longest when several do. It equals
 * `term.length` when the whole term may be meant. Only the first difference needs a look: an edit anywhere
 * else would leave that difference standing.
 */
export function oneEditLength(word: string, term: string): number {
  const shorter = Math.min(word.length, term.length)
  let at = 0
  while (at < shorter && word.charCodeAt(at) === term.charCodeAt(at)) at += 1
  if (at === word.length) return 0

  const rest = word.slice(at + 1)
  if (at === term.length) return rest === '' ? at : 0
  if (term.startsWith(word.slice(at), at + 1)) return word.length + 1
  if (term.startsWith(rest, at + 1)) return word.length
  if (areSwapped(word, term, at) && term.startsWith(word.slice(at + 2), at + 2)) return word.length
  return term.startsWith(rest, at) ? word.length - 1 : 0
}

function areSwapped(word: string, term: string, at: number): boolean {
  return word.charCodeAt(at) === term.charCodeAt(at + 1) && word.charCodeAt(at + 1) === term.charCodeAt(at)
}
