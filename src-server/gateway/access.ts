import type { preHandlerAsyncHookHandler, RouteOptions } from 'fastify'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { type ApiKeySource, bearerToken, type CallerSource } from './authenticate.ts'
import type { Limiter, LimitName } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { HttpServer } from './room.ts'

/** What an API key is allowed: `followers:write`. Who may write a thing may read it, too. */
export type Scope = `${string}:${string}`

/**
 * Who may call a route: anybody, a follower with the cookie of their page (the room checks it), a user of this role, or the
 * platform with a key of this scope.
 */
export type Access = 'public' | 'follower' | Role | Scope

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
  keys: ApiKeySource,
  limiter: Limiter
): void {
  http.decorateRequest('caller', null)
  http.decorateRequest('apiCaller', null)
  const guesses = limiter('api-guess').onRequest
  http.addHook('onRoute', (route) => {
    const rule = ruleOf(table, route)
    const limit = limiter(rule.limit)
    const before = [authorise(rule.access, callers, keys, guesses), limit.onRequest].filter(
      (hook) => hook !== undefined
    )
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

/** The scope that a route asks for; null for one that is not for the platform. */
export function scopeOf(access: Access): Scope | null {
  return access.includes(':') ? (access as Scope) : null
}

function authorise(
  access: Access,
  callers: CallerSource,
  keys: ApiKeySource,
  guesses: preHandlerAsyncHookHandler | undefined
): preHandlerAsyncHookHandler | undefined {
  if (access === 'public' || access === 'follower') return undefined
  const scope = scopeOf(access)
  if (scope) return authoriseKey(scope, keys, guesses)
  const role = access as Role
  return async (request) => {
    const token = bearerToken(request)
    request.caller = token ? await callers.byToken(token) : null
    if (!request.caller) throw new Refusal('unauthenticated', 'This needs a valid session. Sign in again.')
    if (!includesRole(request.caller.role, role)) {
      throw new Refusal('forbidden', 'Your role does not allow this. Ask an administrator of your tenant.')
    }
  }
}

function authoriseKey(
  scope: Scope,
  keys: ApiKeySource,
  guesses: preHandlerAsyncHookHandler | undefined
): preHandlerAsyncHookHandler {
  return async function (request, reply) {
    const token = bearerToken(request)
    request.apiCaller = token ? await keys.byKey(token) : null
    if (!request.apiCaller) {
      // only who is wrong is slowed: strangers behind the platform's address cannot shut it out
      if (token) await guesses?.call(this, request, reply)
      throw new Refusal(
        'unauthenticated',
        'This needs an API key that has not been revoked, as "Authorization: Bearer octo_...". An administrator makes one in Settings.'
      )
    }
    if (!includesScope(request.apiCaller.scopes, scope)) {
      throw new Refusal(
        'forbidden',
        `This API key does not have the scope ${scope}. Ask an administrator for a key that has it.`
      )
    }
  }
}

function includesScope(scopes: readonly string[], asked: Scope): boolean {
  return scopes.includes(asked) || scopes.includes(asked.replace(/:read$/, ':write'))
}

function listOf<T>(hooks: T | T[] | undefined): T[] {
  if (hooks === undefined) return []
  return Array.isArray(hooks) ? hooks : [hooks]
}
