import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { PATHS } from '#shared/contract/wire.ts'
import { ACCESS } from '../../../src-server/app/access-table.ts'
import { addErrorAnswers } from '../../../src-server/gateway/api-errors.ts'
import type { CallerSource } from '../../../src-server/gateway/authenticate.ts'
import { bearerToken } from '../../../src-server/gateway/authenticate.ts'
import { Refusal } from '../../../src-server/gateway/refusal.ts'
import type { HttpServer, Room, RoomTools } from '../../../src-server/gateway/room.ts'
import type { HttpAnswer, HttpRequest } from './http-messages.ts'

/** The server's real routes of files, with their HTTP and their tus, and no socket; put together when the first file comes. */
export class FileFront {
  readonly #room: Room
  readonly #tools: RoomTools
  readonly #callers: CallerSource
  #http: HttpServer | null = null

  constructor(room: Room, tools: RoomTools, callers: CallerSource) {
    this.#room = room
    this.#tools = tools
    this.#callers = callers
  }

  async answer({ method, path, query, headers, body }: HttpRequest): Promise<HttpAnswer> {
    this.#http ??= this.#open()
    const search = query.size > 0 ? `?${query}` : ''
    const {
      statusCode,
      headers: given,
      rawPayload
    } = await this.#http.inject({
      method: method as 'GET',
      url: path + search,
      headers,
      ...(body !== null && { payload: typeof body === 'string' ? body : Buffer.from(body) })
    })
    const texts = Object.entries(given).map(([name, value]) => [name, String(value)])
    const text = path === PATHS.fileContent ? rawPayload.toString('latin1') : rawPayload.toString()
    return { status: statusCode, headers: Object.fromEntries(texts), text }
  }

  #open(): HttpServer {
    const http: HttpServer = Fastify({
      loggerInstance: this.#tools.log as FastifyBaseLogger,
      logController: new LogController({ disableRequestLogging: true }),
      exposeHeadRoutes: false,
      pluginTimeout: 0
    }).withTypeProvider<ZodTypeProvider>()
    http.setValidatorCompiler(validatorCompiler)
    http.setSerializerCompiler(serializerCompiler)
    addErrorAnswers(http)
    http.decorateRequest('caller', null)
    http.addHook('onRequest', async (request) => {
      const { method, url } = request.routeOptions
      if (ACCESS[`${method} ${url}`]?.access === 'public') return
      const token = bearerToken(request)
      request.caller = token === null ? null : await this.#callers.byToken(token)
      if (!request.caller) throw new Refusal('unauthenticated', 'This needs a valid session. Sign in again.')
    })
    this.#room.addRoutes?.(http, this.#tools)
    return http
  }
}
