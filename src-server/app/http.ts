import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { PUSH_MAX_BYTES } from '#shared/sync/operation.ts'
import { styleSourcesOf } from '../features/conversation/page-files.ts'
import { type AccessTable, enforceAccess } from '../gateway/access.ts'
import { addErrorAnswers, answerUnroutable } from '../gateway/api-errors.ts'
import type { ApiKeySource, CallerSource } from '../gateway/authenticate.ts'
import { addJsonBodies } from '../gateway/json-body.ts'
import { createLimiter } from '../gateway/limits.ts'
import { API_PAGE } from '../gateway/problem.ts'
import type { HttpServer } from '../gateway/room.ts'
import { apiPage } from './api-page.ts'
import type { Config } from './config.ts'
import { describeApi } from './openapi.ts'

/** How long a request may take to arrive, in milliseconds: slow ones must not hold connections. */
const REQUEST_MS = 30_000

/** The HTTP server with its guards and without routes of any room. */
export async function createHttp(
  config: Pick<Config, 'trustProxy' | 'limitFactor'>,
  log: FastifyBaseLogger,
  access: AccessTable,
  callers: CallerSource,
  keys: ApiKeySource
): Promise<HttpServer> {
  const http: HttpServer = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: answerUnroutable,
    // a request that comes while the server stops is still answered, in our words
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    // one hop: what a client writes into the header itself is not believed
    trustProxy: config.trustProxy && ((_address: string, hop: number) => hop < 1),
    bodyLimit: PUSH_MAX_BYTES,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: true
  }).withTypeProvider<ZodTypeProvider>()
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  addErrorAnswers(http)
  addJsonBodies(http)
  http.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store')
  })
  http.addHook('onResponse', async (request, reply) => {
    const { caller, apiCaller } = request
    const who = caller
      ? { tenantId: caller.tenantId, userId: caller.userId }
      : apiCaller && { tenantId: apiCaller.tenantId, apiKey: apiCaller.keyId }
    const took = { status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }
    request.log.info({ req: request, ...took, ...who }, 'answered')
  })

  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }
    }
  })
  await http.register(rateLimit, { global: false })
  await http.register(swagger, describeApi(access))
  enforceAccess(http, access, callers, keys, createLimiter(http, config.limitFactor))
  addServiceRoutes(http)
  return http
}

function addServiceRoutes(http: HttpServer): void {
  http.get(
    '/healthz',
    { schema: { summary: 'Whether the server runs', response: { 200: z.object({ ok: z.literal(true) }) } } },
    async () => ({ ok: true as const })
  )
  http.get('/openapi.json', { schema: { hide: true } }, async () => http.swagger())
  let page: string | null = null
  http.get(API_PAGE, { schema: { hide: true } }, async (_request, reply) => {
    page ??= apiPage(http.swagger())
    return reply
      .header(
        'content-security-policy',
        `default-src 'none'; style-src ${styleSourcesOf(page).join(' ')}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
      )
      .type('text/html; charset=utf-8')
      .serializer((html: string) => html)
      .send(page)
  })
}
