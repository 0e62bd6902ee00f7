import type { ApiErrorCode } from '#shared/base/error-codes.ts'

const STATUS: Record<ApiErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
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
