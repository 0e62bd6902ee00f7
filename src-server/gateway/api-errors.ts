import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ApiError } from '#shared/base/error-codes.ts'
import { PUSH_MAX_BYTES } from '#shared/sync/operation.ts'
import { StorageBusy } from '../storage/storage.ts'
import { expectedRefusal, Refusal } from './refusal.ts'
import type { HttpServer } from './room.ts'

/** Answers every failure as an ApiError with a sentence; only bugs are logged with a stack, and none is sent. */
export function addErrorAnswers(http: HttpServer): void {
  http.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = toRefusal(error, request)
    if (refusal.code === 'internal') request.log.error({ err: error }, 'unexpected failure')
    if (error instanceof StorageBusy) request.log.warn({ reason: error.message }, 'storage is busy')
    return sendRefusal(reply, refusal)
  })
  http.setNotFoundHandler((_request, reply) =>
    sendRefusal(
      reply,
      new Refusal('not_found', 'There is nothing at this address. Check the path and the method.')
    )
  )
}

/** Answers what never reached a route: an address that is not one. */
export function answerUnroutable(_error: unknown, _request: unknown, reply: FastifyReply): void {
  sendRefusal(reply, new Refusal('bad_request', 'The address could not be read. Check its percent signs.'))
}

function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.retryAfterS !== undefined) reply.header('retry-after', refusal.retryAfterS)
  const body: ApiError = { error: { code: refusal.code, message: refusal.message } }
  return reply
    .code(refusal.statusCode)
    .type('application/json; charset=utf-8')
    .serializer((payload: ApiError) => JSON.stringify(payload))
    .send(body)
}

/** The parser's own messages repeat what was sent, so each failure gets words of ours. */
function toRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  const expected = expectedRefusal(error)
  if (expected) return expected
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation
    const place = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`
    return new Refusal('bad_request', `The request does not fit at ${place}: ${first?.message ?? 'invalid'}.`)
  }
  if (error.statusCode === 413) {
    return new Refusal(
      'too_large',
      `The request is larger than ${PUSH_MAX_BYTES / 1024} KB. Send it in smaller parts.`
    )
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal('bad_request', 'The request could not be read. Send valid JSON with its content type.')
  }
  return new Refusal(
    'internal',
    `Something went wrong on the server. Try again; if it stays, tell your administrator the request id ${request.id}.`
  )
}
