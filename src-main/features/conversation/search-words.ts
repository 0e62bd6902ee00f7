const marks = /\p{M}+/gu
const betweenWords = /[^\p{L}\p{N}]+/gu

/** Words without case and accents, one blank between them. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(marks, '').toLowerCase().replace(betweenWords, ' ').trim()
}

/**
 * What the inbox search looks in: every word begins after a blank, so that a prefix of any word is found by one
 * pattern. A phone number counts as one word of digits, whatever stands between them.
 */
export function searchWordsOf(follower: { name: string; phone: string }): string {
  return ` ${folded(follower.name)} ${follower.phone.replace(/\D+/g, '')}`
}

/** What is looked in for the words of a text: each of them after a blank. */
export function textWordsOf(text: string): string {
  return ` ${folded(text)}`
}

/** The words of a query; at most eight count. Digits with signs between them are one number. */
export function queryWordsOf(query: string): string[] {
  const joined = query.replace(/(\d)[\s()./-]+(?=\d)/g, '$1')
  return folded(joined)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
}

/** Whether a word begins with the given one. */
export function hasWordStarting(text: string, start: string): boolean {
  return ` ${folded(text)}`.includes(` ${start}`)
}
