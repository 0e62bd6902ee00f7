import { at, type Random } from './random.ts'

/** How a follower types; the same throughout a conversation. */
export type Voice = 'neat' | 'casual' | 'hurried' | 'sunny'

const voices: readonly (readonly [Voice, number])[] = [
  ['neat', 50],
  ['casual', 22],
  ['hurried', 15],
  ['sunny', 13]
]

const emoji = ['🙂', '😊', '🙏', '😅', '☀️', '🙈', '✨', '😉', '💛', '🤗']

/** Draws a follower's way of typing. */
export function pickVoice(random: Random): Voice {
  return random.weighted(voices)
}

/** The messages in which a follower with this voice would say a text: one, or a hurried few. */
export function speak(random: Random, voice: Voice, text: string): string[] {
  if (text.length > 200 || text.includes('\n')) return [text]
  if (voice === 'casual') return [casual(text)]
  if (voice === 'hurried') return text.split(/(?<=[.!?…])\s+(?=\p{Lu})/u).map(withoutFullStop)
  if (voice === 'sunny' && /[\p{L}.!?]$/u.test(text) && random.chance(0.4))
    return [`${text} ${random.pick(emoji)}`]
  return [text]
}

/** Upper-case first letter, as an agent writes. */
export function capitalised(text: string): string {
  const first = text.codePointAt(0)
  if (first === undefined) return text
  const letter = String.fromCodePoint(first)
  return letter.toUpperCase() + text.slice(letter.length)
}

function casual(text: string): string {
  const first = at(text.split(/(?=\s)|(?<=')/u), 0)
  const shouted = first.length > 1 && first === first.toUpperCase()
  const start = shouted ? text : text.charAt(0).toLowerCase() + text.slice(1)
  return withoutFullStop(
    start
      .replace(/([.!?] )(\p{Lu})(?=\p{Ll})/gu, (_, stop, letter) => stop + letter.toLowerCase())
      .replace(/\bI\b/g, 'i')
  )
}

function withoutFullStop(text: string): string {
  return text.replace(/(?<![.\d])\.$/, '')
}
