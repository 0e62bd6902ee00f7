/** Half of a character, as a broken client may send it. */
const LONE_SURROGATES = /\p{Surrogate}/gu

/** A text as written, without what a database or a screen cannot hold. */
export function cleanText(text: string): string {
  return text.replace(LONE_SURROGATES, '\uFFFD').replaceAll('\u0000', '')
}

/** A name on one line, without characters that steer the text around it. */
export function cleanName(name: string): string {
  return cleanText(name)
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
