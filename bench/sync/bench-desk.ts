// The desk's main process without Electron: the same account on real files, with the real network and the real clock.
import { setTimeout } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { uuidv7 } from '#shared/base/ids.ts'
import type { QueryArgs, QueryName, QueryResult } from '#shared/contract/ipc.ts'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { type Account, createAccount } from '../../src-main/account/account.ts'
import { createHttpFileLink } from '../../src-main/files/http-file-link.ts'
import { systemClock } from '../../src-main/platform/clock.ts'
import { createHttpLink } from '../../src-main/sync/http-link.ts'
import { demoPerson } from '../data/canned-load.ts'

/** Where a desk is, and whose. */
export interface DeskTask {
  folder: string
  serverUrl: string
  grant: SessionGrant
}

/** Signs a person of the demo company in. */
export async function signIn(serverUrl: string, role: string): Promise<SessionGrant> {
  const { email, password } = await demoPerson(serverUrl, role)
  const answer = await fetch(serverUrl + PATHS.signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, deviceName: 'bench' })
  })
  return SessionGrant.parse(await answer.json())
}

export interface BenchDesk {
  account: Account
  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>>
  untilOnline(): Promise<void>
}

export async function openDesk({ folder, serverUrl, grant }: DeskTask): Promise<BenchDesk> {
  const account = await createAccount({
    folder,
    identity: grant.identity,
    accessToken: async () => grant.accessToken,
    link: createHttpLink({ serverUrl, fetch, io }),
    fileLink: createHttpFileLink({ serverUrl, fetch, accessToken: async () => grant.accessToken }),
    clock: systemClock,
    mintId: () => uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length))),
    random: Math.random,
    announce: () => {},
    log: (level, text, facts) => level === 'error' && console.error(text, facts)
  })
  const query: BenchDesk['query'] = async (name, args) => (await account.query(name, args)) as never
  return {
    account,
    query,
    async untilOnline() {
      while ((await query('sync.status', {})).link !== 'online') await setTimeout(5)
    }
  }
}
