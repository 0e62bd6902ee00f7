interface TextPart {
  text: string
  /** where it begins, in UTF-16 units */
  at: number
  /** where it leads; null for words */
  href: string | null
}

/** A page or a mail address; brackets and what ends a sentence belong to the text around it. */
const LINK =
  /https:\/\/[^\s<>"'`]+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu
const SENTENCE_END = /[.,;:!?)\]}…»”’]+$/u
const EMOJI_ONLY =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\s)+$/u
const EMOJI_MAX_CHARS = 24

const FOLD_FROM_CHARS = 1500
const FOLD_FROM_LINES = 24
const FOLDED_CHARS = 900
const FOLDED_LINES = 14

/** A text in parts: words, and links that are plainly https pages or mail addresses. Nothing else is made a link. */
export function linkedParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  const add = (end: number, href: string | null) => {
    if (end > at) parts.push({ text: text.slice(at, end), at, href })
    at = end
  }
  for (const match of text.matchAll(LINK)) {
    const found = match[0].replace(SENTENCE_END, '')
    const href = /^https:/i.test(found) ? safePage(found) : `mailto:${found}`
    if (href === null) continue
    add(match.index, null)
    add(match.index + found.length, href)
  }
  add(text.length, null)
  return parts
}

/** A page as it will be opened; an address with a name in front of the host hides where it leads. */
function safePage(found: string): string | null {
  if (!URL.canParse(found)) return null
  const url = new URL(found)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null
}

/** A few emoji and nothing else. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= EMOJI_MAX_CHARS && text.trim() !== '' && EMOJI_ONLY.test(text)
}

/** The beginning of a text that is too long to stand there whole; null for all others. */
export function shortened(text: string): string | null {
  const lines = text.split('\n')
  if (text.length < FOLD_FROM_CHARS && lines.length < FOLD_FROM_LINES) return null
  const begin = lines.slice(0, FOLDED_LINES).join('\n').slice(0, FOLDED_CHARS)
  const blank = begin.search(/\s\S*$/u)
  return `${blank > FOLDED_CHARS / 2 ? begin.slice(0, blank) : begin}…`
}
