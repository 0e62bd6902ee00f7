/** Marks that readers leave out when they type. */
const droppedMarks = new RegExp(
  [
    '[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]', // accents
    '[\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7]', // Hebrew points
    '[\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed]', // Arabic vowels
    '[\\ufe00-\\ufe0f]' // variation selectors
  ].join('|'),
  'g'
)

/** Letters that are typed without their stroke although Unicode does not decompose them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ'
}
const strokedLetters = /[ßæœøłđðþıς]/g
const notInWords = /[^\p{L}\p{M}\p{N}]+|ʼ/gu
const asciiOnly = /^[A-Za-z0-9]+$/
const alreadyFolded = /^[a-z0-9]+$/

/**
 * The form in which words are compared: compatibility forms, case and dropped marks are gone.
 * Vowel signs of Indic and other scripts stay, because there they are letters in all but name.
 */
export function fold(word: string): string {
  if (alreadyFolded.test(word)) return word
  return word
    .normalize('NFKD')
    .replace(droppedMarks, '')
    .toLowerCase()
    .replace(strokedLetters, (letter) => plainLetters[letter] ?? letter)
    .replace(notInWords, '')
}

/** How many UTF-16 units of `word` stand for the first `foldedLength` units of its folded form. */
export function sourceLength(word: string, foldedLength: number): number {
  if (asciiOnly.test(word)) return Math.min(foldedLength, word.length)
  let folded = 0
  let source = 0
  for (const character of word) {
    const width = fold(character).length
    if (folded >= foldedLength && width > 0) break
    folded += width
    source += character.length
  }
  return source
}
