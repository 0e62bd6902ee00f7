import { uuidv7 } from '#shared/base/ids.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import { SyncStatus } from '#shared/sync/status.ts'
import { createAccount } from '../account/account.ts'
import { type AdminLink, OFFLINE } from '../account/admin-link.ts'
import { systemClock } from '../platform/clock.ts'
import type { Log } from '../sync/log.ts'
import type { AccessToken } from '../sync/server-calls.ts'
import type { AnsweringAccount } from './answering.ts'
import { createLateAdminLink, createLateFileLink, createLateLink } from './late-link.ts'
import type { AccountRequest } from './session/session.ts'

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Opens a person's account with this computer's network, clock and randomness; the network waits for the first paint. */
export async function openAccount(
  request: AccountRequest,
  firstPaint: Promise<void>,
  announce: (topics: Topic[]) => void,
  log: Log
): Promise<AnsweringAccount> {
  const accessToken: AccessToken = async (refused) => {
    await firstPaint
    const token = await request.accessToken(refused)
    if (token === null) throw new Error('the server did not renew the session')
    return token
  }
  const account = await createAccount({
    folder: request.folder,
    identity: request.identity,
    accessToken,
    link: createLateLink(async () => {
      const { createNetworkLink } = await import('./network-link.ts')
      return createNetworkLink(request.serverUrl)
    }),
    fileLink: createLateFileLink(async () => {
      const { createNetworkFileLink } = await import('./network-link.ts')
      return createNetworkFileLink(request.serverUrl, accessToken)
    }),
    clock: systemClock,
    mintId: () => uuidv7(systemClock.nowMs(), randomBytes),
    random: Math.random,
    announce,
    roleChanged: () => void request.renew(),
    log
  })
  const askServer = createLateAdminLink(async () => {
    const { createNetworkAdminLink } = await import('./network-link.ts')
    return createNetworkAdminLink(request.serverUrl, accessToken)
  })
  const admin: AdminLink = async (name, args) => {
    const { link } = SyncStatus.parse(await account.query('sync.status', {}))
    return link === 'paused-by-person' ? OFFLINE : askServer(name, args)
  }
  return { ...account, admin, resume: () => void account.act('sync.retry-now', {}) }
}
