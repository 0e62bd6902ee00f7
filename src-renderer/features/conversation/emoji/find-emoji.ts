import { ALL_EMOJI, type Emoji } from './list.ts'

/** How well a word fits an emoji; 0 is its name, null not at all. */
function closeness({ name, words }: Emoji, word: string): number | null {
  if (name === word) return 0
  if (words.includes(word)) return 1
  if (name.startsWith(word)) return 2
  if (words.some((one) => one.startsWith(word))) return 3
  if (name.split('_').some((part) => part.startsWith(word))) return 4
  return word.length > 2 && name.includes(word) ? 5 : null
}

/** The emoji whose names and words have every word of the query, the best first; what fits alike stays in the list's order. */
export function findEmoji(query: string): readonly Emoji[] {
  const asked = query
    .toLowerCase()
    .split(/[\s:]+/u)
    .filter(Boolean)
  if (asked.length === 0) return ALL_EMOJI
  const found: { emoji: Emoji; worst: number }[] = []
  for (const emoji of ALL_EMOJI) {
    const fits = asked.map((word) => closeness(emoji, word))
    if (fits.every((one) => one !== null)) found.push({ emoji, worst: Math.max(...fits) })
  }
  return found.sort((a, b) => a.worst - b.worst).map(({ emoji }) => emoji)
}

/** The emoji of a name; undefined for anything else. */
export function emojiNamed(name: string): Emoji | undefined {
  return ALL_EMOJI.find((emoji) => emoji.name === name)
}
