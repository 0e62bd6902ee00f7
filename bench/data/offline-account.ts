import fs from 'node:fs'
import path from 'node:path'
import { io } from 'socket.io-client'
import { uuidv7 } from '#shared/base/ids.ts'
import { Identity } from '#shared/features/session/entities.ts'
import { createAccount } from '../../src-main/account/account.ts'
import { type Calls, createCalls } from '../../src-main/ipc/calls.ts'
import { systemClock } from '../../src-main/platform/clock.ts'
import { createHttpLink } from '../../src-main/sync/http-link.ts'
import type { Prepared } from './prepared.ts'

/** The files of the one account of a profile. */
export function accountOf(profile: string): { folder: string; identity: Identity } {
  const accounts = path.join(profile, 'accounts')
  const [name] = fs.readdirSync(accounts)
  const session = JSON.parse(fs.readFileSync(path.join(profile, 'session.json'), 'utf8'))
  return { folder: path.join(accounts, name ?? ''), identity: Identity.parse(session.identity) }
}

/** The account of a profile behind the window's calls, at work without its server. */
export async function openCalls({
  profile,
  serverUrl
}: Prepared): Promise<{ calls: Calls; close(): Promise<void> }> {
  const { folder, identity } = accountOf(profile)
  const account = await createAccount({
    folder,
    identity,
    accessToken: () => Promise.reject(new Error('the bench reads without a server')),
    link: createHttpLink({ serverUrl, fetch, io }),
    clock: systemClock,
    mintId: () => uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length))),
    random: Math.random,
    announce: () => {},
    log: () => {}
  })
  await account.act('sync.set-offline', { offline: true })
  const answer = async (name: string, args: unknown) =>
    ({ ok: true, value: await account.query(name, args) }) as const
  const refuse = () => Promise.reject(new Error('the bench only reads'))
  const calls = createCalls({ query: answer, submit: refuse, act: refuse, addFile: refuse }, () => {})
  return { calls, close: () => account.close() }
}
