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

/** Whether JSON text nests arrays and objects deeper than `limit`; brackets within strings do not count. */
export function isDeeper(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') {
      if (++depth > limit) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}
