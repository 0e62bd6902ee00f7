import { net } from 'electron'
import { io } from 'socket.io-client'
import { createHttpLink } from '../sync/http-link.ts'
import type { Link } from '../sync/link.ts'

/** Requests go through the system's proxy and certificates, carry no cookies and leave no copies. */
const fetch: typeof globalThis.fetch = (input, init) =>
  net.fetch(input as string, { ...init, credentials: 'omit', cache: 'no-store' } as RequestInit)

/** The server, as this computer reaches it. */
export function createNetworkLink(serverUrl: string): Link {
  return createHttpLink({ serverUrl, fetch, io })
}
