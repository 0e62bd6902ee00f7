import { setTimeout } from 'node:timers/promises'
import type { Size } from '../scale.ts'
import { type DeskProfile, launchDesk, query, untilOnline } from '../window/desk.ts'
import { demoPerson } from './canned-load.ts'

const SYNC_WITHIN_MS = 600_000
/** The page that nobody has signed in at has no inbox to wait for, only its bridge. */
const BRIDGE = '!!window.desk'

/** Signs a new desk in as a demo agent, or as a team lead if there are requests to decide, keeps the session, and waits until it has copied everything. */
export async function syncDesk(at: DeskProfile, size: Size): Promise<void> {
  const { email, password } = await demoPerson(at.serverUrl, size.requests > 0 ? 'Team lead' : 'Agent')
  const desk = launchDesk(at)
  try {
    while (!(await desk.evaluate(BRIDGE))) await setTimeout(50)
    const signIn = { serverUrl: at.serverUrl, email, password, keepWeakly: true }
    const reply = await desk.evaluate<{ ok: boolean }>(
      `desk.act('session.sign-in', ${JSON.stringify(signIn)})`
    )
    if (!reply.ok) throw new Error(`The desk could not sign in: ${JSON.stringify(reply)}`)
    await untilOnline(desk, SYNC_WITHIN_MS)
    const { all } = await query(desk, 'conversation.counts', { channelId: null })
    if (all !== size.conversations)
      throw new Error(`The desk has ${all} of ${size.conversations} conversations.`)
  } finally {
    await desk.quit()
  }
}
