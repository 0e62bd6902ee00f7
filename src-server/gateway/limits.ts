import '@fastify/rate-limit'
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { z } from 'zod'
import { cookieValue, followerCookieName } from './cookies.ts'
import { Refusal } from './refusal.ts'
import type { HttpServer } from './room.ts'

const MINUTE_MS = 60_000

/**
 * Requests per minute. A desk has one push in flight, and a first copy reads a thousand pages in a row; a person mistypes
 * a password a few times, a program does so hundreds of times.
 */
const PER_MINUTE = {
  signInPerAccount: 10,
  signInPerAddress: 100,
  session: 60,
  push: 1200,
  read: 6000,
  admin: 300,
  upload: 600,
  fileRead: 1200,
  /** of one API key: a platform tells of all its followers at once */
  apiWrite: 6000,
  apiRead: 3000,
  /** wrong API keys of one address */
  apiGuess: 10,
  /** names told from one address */
  followerSession: 120,
  followerWrite: 120,
  /** a mobile network shows its phones as one address */
  followerWritePerAddress: 2400,
  followerRead: 6000
} as const

export type LimitName =
  | 'none'
  | 'sign-in'
  | 'session'
  | 'push'
  | 'read'
  | 'admin'
  | 'upload'
  | 'file-read'
  | 'api-write'
  | 'api-read'
  | 'api-guess'
  | 'follower-session'
  | 'follower-write'
  | 'follower-read'

/** How a limit is enforced on a route, and when. */
export type Limiter = (limit: LimitName) => {
  onRequest?: preHandlerAsyncHookHandler
  preHandler?: preHandlerAsyncHookHandler
}

const EmailOf = z.object({ email: z.string() })

/** Limits by name. `factor` multiplies them all: a load test raises it. Needs the rate-limit plugin to be registered. */
export function createLimiter(http: HttpServer, factor: number): Limiter {
  function hook(perMinute: number, keyOf: (request: FastifyRequest) => string): preHandlerAsyncHookHandler {
    const check = http.createRateLimit({
      max: Math.ceil(perMinute * factor),
      timeWindow: MINUTE_MS,
      keyGenerator: keyOf
    })
    return async (request) => {
      const state = await check(request)
      if (state.isAllowed || !state.isExceeded) return
      const seconds = Math.max(1, state.ttlInSeconds)
      throw new Refusal('too_many_requests', `Too many requests. Try again in ${seconds} s.`, seconds)
    }
  }

  const signInByAccount = hook(PER_MINUTE.signInPerAccount, accountKey)
  const signInByAddress = hook(PER_MINUTE.signInPerAddress, addressKey)
  const hooks: Record<LimitName, ReturnType<Limiter>> = {
    none: {},
    'sign-in': { onRequest: signInByAddress, preHandler: signInByAccount },
    session: { onRequest: hook(PER_MINUTE.session, addressKey) },
    push: { onRequest: hook(PER_MINUTE.push, userKey) },
    read: { onRequest: hook(PER_MINUTE.read, userKey) },
    admin: { onRequest: hook(PER_MINUTE.admin, userKey) },
    upload: { onRequest: hook(PER_MINUTE.upload, userKey) },
    'file-read': { onRequest: hook(PER_MINUTE.fileRead, addressKey) },
    'api-write': { onRequest: hook(PER_MINUTE.apiWrite, keyKey) },
    'api-read': { onRequest: hook(PER_MINUTE.apiRead, keyKey) },
    'api-guess': { onRequest: hook(PER_MINUTE.apiGuess, addressKey) },
    'follower-session': { onRequest: hook(PER_MINUTE.followerSession, addressKey) },
    'follower-write': {
      onRequest: hook(PER_MINUTE.followerWritePerAddress, addressKey),
      preHandler: hook(PER_MINUTE.followerWrite, followerKey)
    },
    'follower-read': { onRequest: hook(PER_MINUTE.followerRead, addressKey) }
  }
  return (limit) => hooks[limit]
}

function addressKey(request: FastifyRequest): string {
  return request.ip
}

function userKey(request: FastifyRequest): string {
  return request.caller ? `${request.caller.tenantId} ${request.caller.userId}` : request.ip
}

function keyKey(request: FastifyRequest): string {
  return request.apiCaller ? request.apiCaller.keyId : request.ip
}

const PageParams = z.object({ slug: z.string() })

/** A page without a session stands for its address; other cookies beside the session's make nobody another one. */
function followerKey(request: FastifyRequest): string {
  const page = PageParams.safeParse(request.params)
  const session = page.success && cookieValue(request.headers.cookie, followerCookieName(page.data.slug))
  return session ? `${page.data.slug} ${session}` : request.ip
}

function accountKey(request: FastifyRequest): string {
  const body = EmailOf.safeParse(request.body)
  return `${request.ip} ${body.success ? body.data.email.trim().toLowerCase() : ''}`
}
