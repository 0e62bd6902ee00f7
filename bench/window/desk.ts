// The desk itself, as `npm start` starts it, with a given profile.
import { setTimeout } from 'node:timers/promises'
import type { QueryArgs, QueryName, QueryResult } from '#shared/contract/ipc.ts'
import { launch, type Window } from './launch.ts'

export interface DeskProfile {
  profile: string
  serverUrl: string
}

/** Starts the desk. */
export function launchDesk({ profile, serverUrl }: DeskProfile): Window {
  return launch({ target: '.', env: { OCTOPUS_DESK_DATA: profile, OCTOPUS_DESK_SERVER: serverUrl } })
}

/** Starts the window that the desk is compared with. */
export function launchBare(profile: string, env: Record<string, string> = {}): Window {
  return launch({ target: 'bench/bare-window', env: { BENCH_PROFILE: profile, ...env } })
}

/** Asks through the page's own bridge. */
export async function query<Name extends QueryName>(
  desk: Window,
  name: Name,
  args: QueryArgs<Name>
): Promise<QueryResult<Name>> {
  const code = `desk.query(${JSON.stringify(name)}, ${JSON.stringify(args)})`
  const reply = await desk.evaluate<{ ok: boolean; value: unknown; message?: string }>(code)
  if (!reply.ok) throw new Error(`${name}: ${reply.message}`)
  return reply.value as QueryResult<Name>
}

/** Waits until the desk has everything that its server has. */
export async function untilOnline(desk: Window, withinMs: number): Promise<void> {
  const deadlineMs = performance.now() + withinMs
  for (;;) {
    const status = await query(desk, 'sync.status', {})
    if (status.link === 'online' && status.snapshotProgress === null && status.unsent === 0) return
    if (performance.now() > deadlineMs) {
      throw new Error(`The desk was not in step with its server in time: ${JSON.stringify(status)}`)
    }
    await setTimeout(50)
  }
}
