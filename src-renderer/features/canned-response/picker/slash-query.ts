/** A `/` that begins a search for a canned response, and the words behind it up to the caret. */
export interface SlashQuery {
  /** where the `/` stands, UTF-16 units */
  start: number
  query: string
}

/** Longer than anybody types to find a response: then it is text that merely has a slash. */
const LONGEST_QUERY = 60

/**
 * The search that the caret stands in: a `/` at the beginning of the text or after white space, on the caret's line.
 * A second `/` (as in a path or a link) ends it.
 */
export function slashQueryAt(text: string, caret: number): SlashQuery | null {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf('/')
  if (start < 0) return null
  const preceding = before[start - 1]
  if (preceding !== undefined && !/\s/u.test(preceding)) return null
  const query = before.slice(start + 1)
  if (query.includes('\n') || query.length > LONGEST_QUERY || query.startsWith(' ')) return null
  return { start, query }
}
