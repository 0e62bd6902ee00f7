import { writeFile } from 'node:fs/promises'
import { app, type WebContents } from 'electron'
import { InboxPage } from '#shared/features/conversation/views.ts'
import { SyncStatus } from '#shared/sync/status.ts'
import type { Desk } from './desk.ts'
import type { DeskWindow } from './desk-window.ts'
import type { HeldAccount, Session } from './session/session.ts'

const LONGEST_MS = 90_000
const LOOK_EVERY_MS = 100
/** After the rows are there, late pictures and the end of a motion are waited for. */
const REST_MS = 600

const IS_PAINTED = "document.fonts.ready.then(() => document.documentElement.dataset.ready === 'inbox')"

const SHOWS_CHAT = "document.querySelector('[role=log] li') !== null"

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function signInAs<Account extends HeldAccount>(session: Session<Account>, role: string): Promise<void> {
  const { state, serverUrl } = session.view()
  if (state === 'signed-in') return
  const person = (await session.demoPeople(serverUrl)).find((one) => one.role.toLowerCase() === role)
  if (!person) throw new Error(`The server at ${serverUrl} offers no demo person with the role ${role}.`)
  const { email, password } = person
  const result = await session.signIn({ serverUrl, email, password, keepWeakly: false })
  if (!result.ok) throw new Error(result.message)
}

async function until(deadlineMs: number, what: string, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error(`${what} within ${LONGEST_MS / 1000} seconds.`)
    await pause(LOOK_EVERY_MS)
  }
}

async function isUpToDate({ calls }: Desk): Promise<boolean> {
  const reply = await calls.query('sync.status', {})
  const status = reply.ok ? SyncStatus.parse(reply.value) : null
  return status !== null && status.freshAtMs !== null && status.snapshotProgress === null
}

/** Opens the newest of the person's chats, if there is one, so that the picture shows a desk at work. */
async function openNewest(desk: Desk, page: WebContents, deadlineMs: number): Promise<void> {
  const mine = { filter: 'mine', channelId: null, search: '', after: null, limit: 1 }
  const reply = await desk.calls.query('conversation.inbox', mine)
  const row = reply.ok ? InboxPage.parse(reply.value).rows[0] : undefined
  if (!row) return
  desk.openLink(`octopus-desk://conversation/${row.conversationId}`)
  await until(deadlineMs, 'No chat was painted', () => page.executeJavaScript(SHOWS_CHAT))
}

/** Signs in if asked to, waits for the painted inbox, writes the window's picture and ends; trouble is a sentence and exit code 1. */
export async function endWithScreenshot(
  window: DeskWindow,
  desk: Desk,
  file: string,
  demoRole: string | null
): Promise<void> {
  const deadlineMs = performance.now() + LONGEST_MS
  let exitCode = 0
  try {
    if (demoRole !== null) await signInAs(desk.session, demoRole)
    const { webContents } = window.show()
    await until(deadlineMs, 'The desk was not up to date', () => isUpToDate(desk))
    await until(deadlineMs, 'No inbox was painted', () => webContents.executeJavaScript(IS_PAINTED))
    await openNewest(desk, webContents, deadlineMs)
    await pause(REST_MS)
    await writeFile(file, (await webContents.capturePage()).toPNG())
  } catch (error) {
    process.stderr.write(`No screenshot: ${error instanceof Error ? error.message : error}\n`)
    exitCode = 1
  }
  await desk.close()
  app.exit(exitCode)
}
