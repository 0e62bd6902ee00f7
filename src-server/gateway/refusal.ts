import type { ApiErrorCode } from '#shared/base/error-codes.ts'
import { StorageBusy } from '../storage/storage.ts'

/** Seconds after which a desk may ask again when the storage could not answer. */
const BUSY_RETRY_S = 2

const STATUS: Record<ApiErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  wipe_ordered: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  file_refused: 422,
  file_missing: 409,
  too_many_requests: 429,
  resync_required: 409,
  chat_disabled: 409,
  unavailable: 503,
  internal: 500
}

/** Thrown by a route to refuse its request; the server answers it as an ApiError. `message` says what, why and what to do. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: ApiErrorCode
  readonly statusCode: number
  /** whole seconds until it is worth asking again */
  readonly retryAfterS: number | undefined

  constructor(code: ApiErrorCode, message: string, retryAfterS?: number) {
    super(message)
    this.code = code
    this.statusCode = STATUS[code]
    this.retryAfterS = retryAfterS
  }
}

/** The refusal of a failure that belongs to the course of things; null for a malformed request or a bug. */
export function expectedRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof StorageBusy) {
    return new Refusal(
      'unavailable',
      'The server is busy. Nothing was stored; try again shortly.',
      BUSY_RETRY_S
    )
  }
  return null
}
