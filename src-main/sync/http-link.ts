import type { io } from 'socket.io-client'
import type { z } from 'zod'
import { ApiError } from '#shared/base/error-codes.ts'
import { err, ok } from '#shared/base/result.ts'
import { PATHS, PushResponse } from '#shared/contract/wire.ts'
import { ChangeRange } from '#shared/sync/change.ts'
import { PAGE_DATABASE_TYPE, PAGE_NEXT_HEADER, SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'
import type { Link, LinkResult, PageDatabase } from './link.ts'
import { openSocketLine } from './socket-line.ts'

export interface HttpLinkOptions {
  serverUrl: string
  fetch: typeof globalThis.fetch
  io: typeof io
}

interface Init {
  accessToken: string
  signal: AbortSignal
  accept?: string
  body?: string
}

const JSON_TYPE = 'application/json'

/** The real network: HTTP by `fetch`, live frames by Socket.IO. */
export function createHttpLink({ serverUrl, fetch, io }: HttpLinkOptions): Link {
  const root = serverUrl.replace(/\/+$/, '')

  /** @param read what becomes of an answer, before all of its body is here */
  async function ask<T>(
    path: string,
    init: Init,
    read: (response: Response) => Promise<LinkResult<T>>
  ): Promise<LinkResult<T>> {
    try {
      const response = await fetch(root + path, {
        method: init.body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${init.accessToken}`,
          accept: init.accept ?? JSON_TYPE,
          ...(init.body === undefined ? {} : { 'content-type': JSON_TYPE })
        },
        redirect: 'error',
        signal: init.signal,
        ...(init.body === undefined ? {} : { body: init.body })
      })
      return await read(response)
    } catch (error) {
      return err({ kind: 'network', message: reasonOf(error) })
    }
  }

  const request = <T>(schema: z.ZodType<T>, path: string, init: Init): Promise<LinkResult<T>> =>
    ask(path, init, async (response) => readAnswer(schema, response, await response.text()))

  return {
    push: (accessToken, body, signal) => request(PushResponse, PATHS.push, { accessToken, signal, body }),
    changes: (accessToken, { since, limit }, signal) =>
      request(ChangeRange, `${PATHS.changes}?since=${since}&limit=${limit}`, { accessToken, signal }),
    snapshotStart: (accessToken, signal) =>
      request(SnapshotStart, PATHS.snapshotStart, { accessToken, signal }),
    snapshotPage(accessToken, { entity, after, limit, asDatabase }, signal) {
      const path = PATHS.snapshotPage.replace(':entity', encodeURIComponent(entity))
      const key = after === null ? '' : `&after=${encodeURIComponent(after)}`
      const accept = asDatabase ? `${PAGE_DATABASE_TYPE}, ${JSON_TYPE}` : JSON_TYPE
      return ask<SnapshotPage | PageDatabase>(
        `${path}?limit=${limit}${key}`,
        { accessToken, signal, accept },
        async (response) => {
          const isDatabase = response.ok && response.headers.get('content-type') === PAGE_DATABASE_TYPE
          if (!asDatabase || !isDatabase) return readAnswer(SnapshotPage, response, await response.text())
          const bytes = new Uint8Array(await response.arrayBuffer())
          return ok({ entity, bytes, next: response.headers.get(PAGE_NEXT_HEADER) })
        }
      )
    },
    openLive: (accessToken, listener) => openSocketLine({ io, root, accessToken, listener })
  }
}

/** fetch hides the reason behind "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an answer says: the value asked for, a refusal, or that it is from somebody else. */
export function readAnswer<T>(schema: z.ZodType<T>, response: Response, text: string): LinkResult<T> {
  const body = json(text)
  if (response.ok) {
    const parsed = schema.safeParse(body)
    // a proxy or a hotel's sign-in page answers 200 with a page of its own
    return parsed.success ? ok(parsed.data) : transient(response, 'the answer is not from an Octopus server')
  }
  const refusal = ApiError.safeParse(body)
  if (!refusal.success) return transient(response, `a ${response.status} that is not from an Octopus server`)
  const { code, message } = refusal.data.error
  switch (code) {
    case 'unauthenticated':
      return err({ kind: 'unauthenticated' })
    case 'resync_required':
      return err({ kind: 'resync-required' })
    case 'too_many_requests':
    case 'unavailable':
    case 'internal':
      return transient(response, message)
    default:
      return err({ kind: 'refused', code, message })
  }
}

/** Longest wait that a server may ask for, in seconds. */
const RETRY_AFTER_MAX_S = 300

function transient(response: Response, message: string): LinkResult<never> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs =
    Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, RETRY_AFTER_MAX_S) * 1000 : null
  return err({ kind: 'transient', message, retryAfterMs })
}
