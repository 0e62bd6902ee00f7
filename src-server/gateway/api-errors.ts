import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ApiError } from '#shared/base/error-codes.ts'
import { PUSH_MAX_BYTES } from '#shared/sync/operation.ts'
import { StorageBusy } from '../storage/storage.ts'
import { isOfApi, toProblem } from './problem.ts'
import { expectedRefusal, Refusal } from './refusal.ts'
import type { HttpServer } from './room.ts'

/** Most places of one request that are told one by one. */
const MAX_PLACES = 50

/** Answers every failure with a sentence, as an ApiError or (to other programs) as a Problem; only bugs are logged with a stack, and none is sent. */
export function addErrorAnswers(http: HttpServer): void {
  http.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = toRefusal(error, request)
    if (refusal.code === 'internal') request.log.error({ err: error }, 'unexpected failure')
    if (error instanceof StorageBusy) request.log.warn({ reason: error.message }, 'storage is busy')
    return sendRefusal(request, reply, refusal)
  })
  http.setNotFoundHandler((request, reply) =>
    sendRefusal(
      request,
      reply,
      new Refusal('not_found', 'There is nothing at this address. Check the path and the method.')
    )
  )
}

/** Answers what never reached a route: an address that is not one. */
export function answerUnroutable(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendRefusal(
    request,
    reply,
    new Refusal('bad_request', 'The address could not be read. Check its percent signs.')
  )
}

function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.retryAfterS !== undefined) reply.header('retry-after', refusal.retryAfterS)
  if (isOfApi(request.url)) {
    if (refusal.statusCode === 401) reply.header('www-authenticate', 'Bearer')
    return sendJson(reply, refusal, 'application/problem+json', toProblem(refusal, request.id))
  }
  const body: ApiError = { error: { code: refusal.code, message: refusal.message } }
  return sendJson(reply, refusal, 'application/json', body)
}

function sendJson(reply: FastifyReply, refusal: Refusal, type: string, body: object): FastifyReply {
  return reply
    .code(refusal.statusCode)
    .type(`${type}; charset=utf-8`)
    .serializer((payload: object) => JSON.stringify(payload))
    .send(body)
}

/** The parser's own messages repeat what was sent, so each failure gets words of ours. */
function toRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  const expected = expectedRefusal(error)
  if (expected) return expected
  if (hasZodFastifySchemaValidationErrors(error)) {
    const part = error.validationContext ?? 'request'
    const [first, ...more] = error.validation
    const place = `${part}${first?.instancePath ?? ''}`
    const places = error.validation.slice(0, MAX_PLACES).map(({ instancePath, message }) => ({
      in: part,
      pointer: instancePath === '/' ? '' : instancePath,
      detail: message ?? 'invalid'
    }))
    const others = more.length === 0 ? '' : ` And ${more.length} more.`
    const sentence = `The request does not fit at ${place}: ${first?.message ?? 'invalid'}.${others}`
    return new Refusal('bad_request', sentence, undefined, places)
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
