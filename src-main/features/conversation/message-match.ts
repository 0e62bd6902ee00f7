/** Longest query that is looked at; what is pasted beyond it says no more. */
const MAX_CHARS = 200
const MAX_WORDS = 12

/** A piece of a query: a word, or words between quotes that stand side by side. */
interface Piece {
  text: string
  isQuoted: boolean
}

/** Has something that the index knows as a word. */
const hasWord = /[\p{L}\p{N}\p{Co}]/u
/** Written without blanks between words, so that one or two characters are a word already. */
const unspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]/u

function piecesOf(query: string): Piece[] {
  const pieces: Piece[] = []
  for (const [, quoted, bare] of query.slice(0, MAX_CHARS).matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    const text = quoted ?? bare ?? ''
    if (hasWord.test(text)) pieces.push({ text, isQuoted: quoted !== undefined })
  }
  return pieces.slice(0, MAX_WORDS)
}

/** Words whose end may be missing; of one or two letters there would be too many, and each keystroke would wait for them. */
function mayGoOn({ text, isQuoted }: Piece): boolean {
  return !isQuoted && (unspaced.test(text) || text.length >= 3) && /[\p{L}\p{N}]$/u.test(text)
}

/** The words of the index that begin so; null when there are too many to name. */
export type WordsStarting = (start: string) => readonly string[] | null

/**
 * What FTS5 shall look for, so that nothing in a query is understood as its syntax; null when there is no word in it.
 *
 * A word whose end may be missing is written out as the words that it may be: FTS5 answers those one match after the other,
 * but merges all matches of a beginning before it answers the first.
 */
export function matchOf(query: string, wordsStarting: WordsStarting = () => null): string | null {
  const pieces = piecesOf(query)
  if (pieces.length === 0) return null
  return pieces.map((piece) => expressionOf(piece, wordsStarting)).join(' AND ')
}

/** Letters that the index keeps as they are, but for their case. */
const plainWord = /^[a-z0-9]+$/i

function expressionOf(piece: Piece, wordsStarting: WordsStarting): string {
  if (!mayGoOn(piece)) return `"${piece.text}"`
  const words = plainWord.test(piece.text) ? wordsStarting(piece.text.toLowerCase()) : null
  if (!words || words.length === 0) return `"${piece.text}"*`
  return `(${words.map((word) => `"${word}"`).join(' OR ')})`
}
