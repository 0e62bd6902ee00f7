import { net } from 'electron'
import { io } from 'socket.io-client'
import { type AdminLink, createAdminLink } from '../account/admin-link.ts'
import type { FileLink } from '../files/file-link.ts'
import { createHttpFileLink } from '../files/http-file-link.ts'
import { createHttpLink } from '../sync/http-link.ts'
import type { Link } from '../sync/link.ts'
import type { AccessToken } from '../sync/server-calls.ts'

/** Requests go through the system's proxy and certificates, carry no cookies and leave no copies. */
const fetch: typeof globalThis.fetch = (input, init) =>
  net.fetch(input as string, { ...init, credentials: 'omit', cache: 'no-store' } as RequestInit)

/** The server, as this computer reaches it. */
export function createNetworkLink(serverUrl: string): Link {
  return createHttpLink({ serverUrl, fetch, io })
}

/** The server's place for files, as this computer reaches it. */
export function createNetworkFileLink(serverUrl: string, accessToken: AccessToken): FileLink {
  return createHttpFileLink({ serverUrl, fetch, accessToken })
}

/** What the server does for administrators, as this computer reaches it. */
export function createNetworkAdminLink(serverUrl: string, accessToken: AccessToken): AdminLink {
  return createAdminLink({ serverUrl, fetch, accessToken })
}
