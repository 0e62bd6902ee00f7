/** A `:` that begins the name of an emoji, and the name as far as it is typed, up to the caret. */
export interface ColonQuery {
  /** where the `:` stands, UTF-16 units */
  start: number
  name: string
}

/** Two letters at least, so that a smiley of colon and letter, a time and a list are left alone. */
const BEGUN = /(?:^|[\s(])(:)([a-z+-][a-z0-9_+-]+)$/iu
const LONGEST_NAME = 40

/** The name that the caret stands behind; null where none is begun. */
export function colonQueryAt(text: string, caret: number): ColonQuery | null {
  const before = text.slice(Math.max(0, caret - LONGEST_NAME), caret)
  const name = BEGUN.exec(before)?.[2]
  return name === undefined ? null : { start: caret - name.length - 1, name: name.toLowerCase() }
}
