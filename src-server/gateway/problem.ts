import { z } from 'zod'
import { ApiErrorCode } from '#shared/base/error-codes.ts'
import type { Refusal } from './refusal.ts'

/** Under this path programs of others call, and errors are in the words of a standard. */
export const API_PREFIX = '/api/v1'

/** Where the server explains each type of problem to people. */
export const API_PAGE = '/api'

/** How an error of the integration API is answered: problem details after RFC 9457. */
export const Problem = z.object({
  type: z.string().meta({ description: 'An address on this server that explains the code' }),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().meta({ description: 'What, why, and what to do' }),
  instance: z.string().meta({ description: 'The request id, which the server’s log knows, too' }),
  code: ApiErrorCode,
  errors: z
    .array(
      z.object({
        in: z.string().meta({ description: 'body, params, querystring or headers' }),
        pointer: z.string().meta({ description: 'A JSON Pointer to the place, after RFC 6901' }),
        detail: z.string()
      })
    )
    .optional()
    .meta({ description: 'Every place at which a request does not fit' })
})
type Problem = z.infer<typeof Problem>

/** What each code says in a few words, whatever the case. */
export const PROBLEM_TITLES: Record<ApiErrorCode, string> = {
  bad_request: 'The request does not fit',
  unauthenticated: 'No valid API key',
  wipe_ordered: 'The session has ended',
  forbidden: 'The API key may not do this',
  not_found: 'There is no such thing here',
  conflict: 'It is so already, in another way',
  version_mismatch: 'It has been changed meanwhile',
  unknown_reference: 'Something that the request names does not exist',
  too_large: 'The request is too large',
  file_refused: 'The file was refused',
  file_missing: 'A file is missing',
  too_many_requests: 'Too many requests',
  resync_required: 'The copy is too old',
  chat_disabled: 'The chat is off',
  unavailable: 'The server is busy',
  internal: 'The server has failed'
}

export function isOfApi(url: string): boolean {
  return url.startsWith(`${API_PREFIX}/`)
}

export function toProblem(refusal: Refusal, requestId: string): Problem {
  const { code, statusCode, message, places } = refusal
  return {
    type: `${API_PAGE}#${code}`,
    title: PROBLEM_TITLES[code],
    status: statusCode,
    detail: message,
    instance: `urn:uuid:${requestId}`,
    code,
    ...(places.length > 0 && { errors: [...places] })
  }
}
