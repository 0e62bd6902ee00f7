import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { PATHS } from '#shared/contract/wire.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { type PageFile, type PageFiles, readPageFiles, styleSourcesOf } from './page-files.ts'
import { plainPage } from './plain-page.ts'
import { channelBySlug } from './repository.ts'

/** Where the page's HTML looks for its script. */
const ASSETS_PATH = '/c/assets/:file'

const YEAR_S = 365 * 24 * 3600

/** Serves the follower's page, and a friendly one where there is none. */
export function addPageRoutes(http: HttpServer, tools: RoomTools, folder: string): void {
  let loaded: Promise<PageFiles | null> | null = null

  /** The page once it is built; a server that started before the build finds it later. */
  async function files(): Promise<PageFiles | null> {
    loaded ??= readPageFiles(folder)
    const found = await loaded
    if (!found) loaded = null
    return found
  }

  http.get(
    PATHS.followerPage,
    { schema: { hide: true, params: z.object({ slug: z.string().max(80) }) } },
    async (request, reply) => {
      const placed = await tools.storage.read((db) => channelBySlug(db, request.params.slug))
      if (!placed) {
        return sendPlain(
          request,
          reply,
          404,
          'There is no chat here',
          'The address may be misspelt, or the channel has moved. Please check the link that brought you here.'
        )
      }
      const page = await files()
      if (!page) {
        return sendPlain(
          request,
          reply,
          503,
          'The chat is not ready yet',
          'This server does not have the chat page at the moment. Please try again in a few minutes.'
        )
      }
      secure(request, reply, page.styleSources)
      return sendFile(request, reply.header('cache-control', 'no-cache'), page.html)
    }
  )

  http.get(
    ASSETS_PATH,
    { schema: { hide: true, params: z.object({ file: z.string().max(200) }) } },
    async (request, reply) => {
      const file = (await files())?.assets.get(request.params.file)
      if (!file) return reply.callNotFound()
      // the name holds a hash of the content
      return sendFile(request, reply.header('cache-control', `public, max-age=${YEAR_S}, immutable`), file)
    }
  )
}

function sendPlain(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  title: string,
  sentence: string
): FastifyReply {
  const html = plainPage(title, sentence)
  secure(request, reply, styleSourcesOf(html))
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .serializer((payload: string) => payload)
    .send(html)
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: PageFile): FastifyReply {
  const accepts = request.headers['accept-encoding'] ?? ''
  reply.type(file.type).header('vary', 'accept-encoding').header('x-content-type-options', 'nosniff')
  if (/\bbr\b/.test(accepts)) return reply.header('content-encoding', 'br').send(file.br)
  if (/\bgzip\b/.test(accepts)) return reply.header('content-encoding', 'gzip').send(file.gzip)
  return reply.send(file.plain)
}

/** Scripts and requests of this server only, no frame around the page, style only as it was built. */
function secure(request: FastifyRequest, reply: FastifyReply, styleSources: readonly string[]): void {
  // 'self' does not cover the live link in Safari before 15.4
  const host = /^[A-Za-z0-9.:[\]-]+$/.test(request.host) ? request.host : ''
  const live = host === '' ? [] : [`ws://${host}`, `wss://${host}`]
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${["'self'", ...styleSources].join(' ')}`,
    "img-src 'self' data:",
    "media-src 'self'",
    `connect-src ${["'self'", ...live].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ]
  reply
    .header('content-security-policy', policy.join('; '))
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
}
