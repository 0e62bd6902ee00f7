import { readProblem } from './read-reply.ts'

/** How the page asks; an argument, so that a test brings its own. */
export type Fetcher = typeof fetch

/** How a request ended; everything but `done` and a bug is expected on a phone. */
export type Reply<T> =
  | { kind: 'done'; value: T }
  /** no answer, or one that says "later": ask again, not before `retryAfterMs` */
  | { kind: 'later'; retryAfterMs: number | null }
  | { kind: 'chat-off' }
  /** the browser's session is unknown here: tell a name again */
  | { kind: 'nameless' }
  /** a file that the message names has to be uploaded (again) first */
  | { kind: 'file-missing' }
  /** the server will never take this; `reason` is its sentence */
  | { kind: 'refused'; reason: string }

/** Why a request was not done, as the page goes on by it. */
export function problemOf(response: Response, answer: unknown): Reply<never> {
  const problem = readProblem(answer)
  if (problem.code === 'chat_disabled') return { kind: 'chat-off' }
  if (problem.code === 'file_missing') return { kind: 'file-missing' }
  if (response.status === 401) return { kind: 'nameless' }
  if (response.status === 429 || response.status >= 500 || problem.code === '') {
    const seconds = Number(response.headers.get('retry-after'))
    return { kind: 'later', retryAfterMs: seconds > 0 ? seconds * 1000 : null }
  }
  return { kind: 'refused', reason: problem.message }
}
