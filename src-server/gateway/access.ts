import type { preHandlerAsyncHookHandler, RouteOptions } from 'fastify'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { bearerToken, type CallerSource } from './authenticate.ts'
import type { Limiter, LimitName } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { HttpServer } from './room.ts'

/** Who may call a route: anybody, a follower with the cookie of their page (the room checks it), or a user of this role. */
export type Access = 'public' | 'follower' | Role

export interface RouteRule {
  access: Access
  limit: LimitName
}

/** Rules by `METHOD path`, as the routes are declared. */
export type AccessTable = Readonly<Record<string, RouteRule>>

/**
 * Puts the table of access before every route: the caller is known and allowed before a body is read. A route that
 * the table does not name is a bug and stops the start. Call it before any route is added.
 */
export function enforceAccess(
  http: HttpServer,
  table: AccessTable,
  callers: CallerSource,
  limiter: Limiter
): void {
  http.decorateRequest('caller', null)
  http.addHook('onRoute', (route) => {
    const rule = ruleOf(table, route)
    const limit = limiter(rule.limit)
    const before = [authorise(rule.access, callers), limit.onRequest].filter((hook) => hook !== undefined)
    route.onRequest = [...before, ...listOf(route.onRequest)]
    route.preHandler = [...listOf(limit.preHandler), ...listOf(route.preHandler)]
  })
}

function ruleOf(table: AccessTable, route: RouteOptions): RouteRule {
  const named = table[`${route.method} ${route.url}`]
  // fastify answers HEAD beside every GET
  const rule = named ?? (route.method === 'HEAD' ? table[`GET ${route.url}`] : undefined)
  if (!rule) throw new Error(`the route ${route.method} ${route.url} is missing in the table of access`)
  return rule
}

function authorise(access: Access, callers: CallerSource): preHandlerAsyncHookHandler | undefined {
  if (access === 'public' || access === 'follower') return undefined
  return async (request) => {
    const token = bearerToken(request)
    request.caller = token ? await callers.byToken(token) : null
    if (!request.caller) throw new Refusal('unauthenticated', 'This needs a valid session. Sign in again.')
    if (!includesRole(request.caller.role, access)) {
      throw new Refusal('forbidden', 'Your role does not allow this. Ask an administrator of your tenant.')
    }
  }
}

function listOf<T>(hooks: T | T[] | undefined): T[] {
  if (hooks === undefined) return []
  return Array.isArray(hooks) ? hooks : [hooks]
}
