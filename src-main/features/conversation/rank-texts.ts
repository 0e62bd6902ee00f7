const marks = /\p{M}+/gu
const words = /[\p{L}\p{N}]+/gu

function wordsOf(text: string): string[] {
  return text.normalize('NFKD').replace(marks, '').toLowerCase().match(words) ?? []
}

/** As in BM25 (Robertson and Zaragoza 2009): how soon a repeated word says no more, and how much a long text counts less. */
const K1 = 1.2
const B = 0.75
/** A word that only begins with the asked one says less than the word itself. */
const BEGINNING = 0.6
/** Two asked words side by side, in the order in which they were asked. */
const SIDE_BY_SIDE = 0.5

/**
 * Places of the texts, best match first; equals stay in the order given. All texts have all words, so how rare a word is
 * does not matter: frequency within a length, whole words and neighbourhood do.
 */
export function rankTexts(query: string, texts: readonly string[]): number[] {
  const asked = [...new Set(wordsOf(query))]
  const split = texts.map(wordsOf)
  const usualLength = split.reduce((sum, text) => sum + text.length, 0) / Math.max(1, split.length)
  const scores = split.map((text) => scoreOf(asked, text, usualLength))
  return texts.map((_, place) => place).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
}

function scoreOf(asked: readonly string[], text: readonly string[], usualLength: number): number {
  const norm = K1 * (1 - B + (B * text.length) / usualLength)
  let score = 0
  for (const [index, word] of asked.entries()) {
    let frequency = 0
    for (const [place, found] of text.entries()) {
      if (!found.startsWith(word)) continue
      frequency += found === word ? 1 : BEGINNING
      const before = index > 0 && place > 0 && text[place - 1] === asked[index - 1]
      if (before) score += SIDE_BY_SIDE
    }
    score += (frequency * (K1 + 1)) / (frequency + norm)
  }
  return score
}
