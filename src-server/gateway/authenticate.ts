import type { FastifyRequest } from 'fastify'
import type { TenantId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'
import type { Caller } from './actor.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** who calls; null on public routes and before the check */
    caller: Caller | null
    /** the platform's key that calls; null where no scope is asked for, and before the check */
    apiCaller: ApiCaller | null
  }
}

/** Where callers come from; the session room is handed in by `app/`. */
export interface CallerSource {
  /** the caller of an access token; null when it is not valid now, for whatever reason */
  byToken(accessToken: string): Promise<Caller | null>
  /** the sessions of a tenant that live now, with the role that each user has now */
  liveSessions(tenantId: TenantId): Promise<Map<string, Role>>
}

/** Who calls with an API key: taken from the key and its row of this moment. */
export interface ApiCaller {
  tenantId: TenantId
  keyId: string
  scopes: readonly string[]
}

/** Where API keys are known; the integration room is handed in by `app/`. */
export interface ApiKeySource {
  /** who calls with this key; null when it is not valid now, for whatever reason */
  byKey(secret: string): Promise<ApiCaller | null>
}

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(request: FastifyRequest): string | null {
  const [scheme, token] = request.headers.authorization?.split(' ') ?? []
  return scheme?.toLowerCase() === 'bearer' && token ? token : null
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error(`${request.routeOptions.url} reads a caller but its access is public`)
  return request.caller
}

/** The key that calls a route with a scope. */
export function apiCallerOf(request: FastifyRequest): ApiCaller {
  if (!request.apiCaller) throw new Error(`${request.routeOptions.url} reads a key but asks for no scope`)
  return request.apiCaller
}
