const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const speaking = /\p{L}|\p{Extended_Pictographic}|\p{Regional_Indicator}/u
/** Scripts whose letters join, or whose single sign is a whole syllable or word: one initial is enough. */
const oneIsEnough =
  /\p{Script=Arabic}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Extended_Pictographic}|\p{Regional_Indicator}/u

/** One or two initials of a name in any script; empty when nothing in it is a letter or an emoji. */
export function initialsOf(name: string): string {
  const letters = name
    .normalize('NFC')
    .split(/[\s_.\-–—/|]+/u)
    .flatMap((word) => firstSpeaking(word))
  const first = letters[0]
  if (first === undefined) return ''
  const last = letters.at(-1)
  if (letters.length === 1 || last === undefined || oneIsEnough.test(first) || oneIsEnough.test(last))
    return first
  return first + last
}

function firstSpeaking(word: string): string[] {
  for (const { segment } of segmenter.segment(word)) {
    if (speaking.test(segment)) return [upperCase(segment)]
  }
  return []
}

/** Upper case only where it stays one letter ("ß" would become two). */
function upperCase(letter: string): string {
  const upper = letter.toUpperCase()
  return upper.length === letter.length ? upper : letter
}
