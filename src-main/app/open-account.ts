import { net } from 'electron'
import { io } from 'socket.io-client'
import { uuidv7 } from '#shared/base/ids.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import { createAccount } from '../account/account.ts'
import { systemClock } from '../platform/clock.ts'
import { createHttpLink } from '../sync/http-link.ts'
import type { Log } from '../sync/log.ts'
import type { AnsweringAccount } from './answering.ts'
import type { AccountRequest } from './session/session.ts'

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Requests of the sync go through the system's proxy and certificates, carry no cookies and leave no copies. */
const fetch: typeof globalThis.fetch = (input, init) =>
  net.fetch(input as string, { ...init, credentials: 'omit', cache: 'no-store' } as RequestInit)

/** Opens a person's account with this computer's network, clock and randomness. */
export async function openAccount(
  request: AccountRequest,
  announce: (topics: Topic[]) => void,
  log: Log
): Promise<AnsweringAccount> {
  const account = await createAccount({
    folder: request.folder,
    identity: request.identity,
    async accessToken(refused) {
      const token = await request.accessToken(refused)
      if (token === null) throw new Error('the server did not renew the session')
      return token
    },
    link: createHttpLink({ serverUrl: request.serverUrl, fetch, io }),
    clock: systemClock,
    mintId: () => uuidv7(systemClock.nowMs(), randomBytes),
    random: Math.random,
    announce,
    log
  })
  return { ...account, resume: () => void account.act('sync.retry-now', {}) }
}
