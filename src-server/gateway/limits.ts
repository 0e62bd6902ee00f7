import '@fastify/rate-limit'
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { z } from 'zod'
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
  upload: 600,
  fileRead: 1200,
  followerWrite: 120,
  followerRead: 600
} as const

export type LimitName =
  | 'none'
  | 'sign-in'
  | 'session'
  | 'push'
  | 'read'
  | 'upload'
  | 'file-read'
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
    upload: { onRequest: hook(PER_MINUTE.upload, userKey) },
    'file-read': { onRequest: hook(PER_MINUTE.fileRead, addressKey) },
    'follower-write': { onRequest: hook(PER_MINUTE.followerWrite, addressKey) },
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

function accountKey(request: FastifyRequest): string {
  const body = EmailOf.safeParse(request.body)
  return `${request.ip} ${body.success ? body.data.email.trim().toLowerCase() : ''}`
}
