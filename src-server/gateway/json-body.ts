import { Refusal } from './refusal.ts'
import type { HttpServer } from './room.ts'

/** Deeper nesting than any message of ours has; recursion over what was sent stays shallow. */
const MAX_DEPTH = 32

/** Reads JSON bodies, refusing very deep ones before they are parsed and keys that reach for prototypes. */
export function addJsonBodies(http: HttpServer): void {
  const parse = http.getDefaultJsonParser('error', 'error')
  http.removeContentTypeParser('application/json')
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString()
    if (isDeeper(text, MAX_DEPTH)) {
      done(new Refusal('bad_request', `The request is nested deeper than ${MAX_DEPTH} levels.`), undefined)
      return
    }
    parse(request, text, done)
  })
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [...'"\\{}[]'].map((char) =>
  char.charCodeAt(0)
)

/** Whether JSON text nests arrays and objects deeper than `limit`; brackets within strings do not count. */
export function isDeeper(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (inString) {
      if (char === BACKSLASH) i++
      else if (char === QUOTE) inString = false
    } else if (char === QUOTE) inString = true
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (++depth > limit) return true
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth--
  }
  return false
}
