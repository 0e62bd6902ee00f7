import { err } from '#shared/base/result.ts'
import {
  ADMIN_CALLS,
  type AdminAnswer,
  type AdminCallName,
  type AdminTrouble,
  type AdminValue,
  adminPath
} from '#shared/contract/admin-calls.ts'
import { authorisedFetch, SignedOut } from '../files/authorised-fetch.ts'
import { readAnswer, reasonOf } from '../sync/http-link.ts'
import type { LinkError, LinkResult } from '../sync/link.ts'
import type { AccessToken } from '../sync/server-calls.ts'

/** How long a person waits for an answer, in milliseconds. */
const REQUEST_MS = 15_000

/** Asks the server what only administrators may, now or not at all; args are parsed already. */
export type AdminLink = <Name extends AdminCallName>(
  name: Name,
  args: unknown
) => Promise<AdminAnswer<AdminValue<Name>>>

interface AdminLinkOptions {
  serverUrl: string
  fetch: typeof globalThis.fetch
  accessToken: AccessToken
}

/** The real network. Nothing is retried here: the person sees what came of it, and asks again. */
export function createAdminLink({ serverUrl, fetch, accessToken }: AdminLinkOptions): AdminLink {
  const root = serverUrl.replace(/\/+$/, '')
  const send = authorisedFetch(fetch, accessToken)

  async function ask(name: AdminCallName, args: unknown): Promise<LinkResult<unknown>> {
    try {
      const response = await send(root + adminPath(name), {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(args),
        signal: AbortSignal.timeout(REQUEST_MS)
      })
      return readAnswer<unknown>(ADMIN_CALLS[name].value, response, await response.text())
    } catch (error) {
      return err(
        error instanceof SignedOut
          ? { kind: 'unauthenticated' }
          : { kind: 'network', message: reasonOf(error) }
      )
    }
  }

  return async <Name extends AdminCallName>(name: Name, args: unknown) => {
    const answer = await ask(name, args)
    return answer.ok ? { ok: true, value: answer.value as AdminValue<Name> } : troubleOf(answer.error)
  }
}

/** This needs the server, and the server is not there. */
export const OFFLINE: AdminTrouble = {
  ok: false,
  kind: 'offline',
  message: 'This needs the server, and the desk does not reach it now. Nothing was changed.'
}

function troubleOf(error: LinkError): AdminTrouble {
  switch (error.kind) {
    case 'network':
      return {
        ...OFFLINE,
        message:
          'This needs the server, and no answer came. It may have been done all the same: look before you ask again.'
      }
    case 'transient':
      return {
        ...OFFLINE,
        message: 'This needs the server, and it cannot answer just now. Try again in a minute.'
      }
    case 'unauthenticated':
      return { ok: false, kind: 'denied', message: 'Your session has ended. Sign in again.' }
    case 'refused':
      return { ok: false, kind: error.code === 'forbidden' ? 'denied' : 'refused', message: error.message }
    case 'resync-required':
      return { ok: false, kind: 'refused', message: 'The server did not understand this. Update the desk.' }
  }
}
