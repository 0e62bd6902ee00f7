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
  conflict: 409,
  version_mismatch: 412,
  unknown_reference: 422,
  too_large: 413,
  file_refused: 422,
  file_missing: 409,
  too_many_requests: 429,
  resync_required: 409,
  chat_disabled: 409,
  unavailable: 503,
  internal: 500
}

/** A place at which a request does not fit: `pointer` is a JSON Pointer within a part of it. */
export interface Misfit {
  in: string
  pointer: string
  detail: string
}

/** The HTTP status that a code is answered with. */
export function statusOfCode(code: ApiErrorCode): number {
  return STATUS[code]
}

/** Thrown by a route to refuse its request; the server answers it as an ApiError. `message` says what, why and what to do. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: ApiErrorCode
  readonly statusCode: number
  /** whole seconds until it is worth asking again */
  readonly retryAfterS: number | undefined
  /** every place that is at fault, where the caller can put it right */
  readonly places: readonly Misfit[]

  constructor(code: ApiErrorCode, message: string, retryAfterS?: number, places: readonly Misfit[] = []) {
    super(message)
    this.code = code
    this.statusCode = statusOfCode(code)
    this.retryAfterS = retryAfterS
    this.places = places
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
