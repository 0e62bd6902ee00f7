import { writeFile } from 'node:fs/promises'
import { app, type WebContents } from 'electron'
import type { DeskWindow } from './desk-window.ts'
import type { HeldAccount, Session } from './session/session.ts'

const LONGEST_MS = 90_000
const LOOK_EVERY_MS = 100
/** After the rows are there, late pictures and the end of a motion are waited for. */
const REST_MS = 600

const READY = "document.fonts.ready.then(() => document.documentElement.dataset.ready === 'inbox')"

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

async function untilPainted(page: WebContents, deadlineMs: number): Promise<void> {
  while (!(await page.executeJavaScript(READY))) {
    if (performance.now() > deadlineMs) {
      throw new Error(`No inbox was painted within ${LONGEST_MS / 1000} seconds.`)
    }
    await pause(LOOK_EVERY_MS)
  }
  await pause(REST_MS)
}

/** Signs in if asked to, waits for the painted inbox, writes the window's picture and ends; trouble is a sentence and exit code 1. */
export async function endWithScreenshot<Account extends HeldAccount>(
  desk: DeskWindow,
  session: Session<Account>,
  file: string,
  demoRole: string | null
): Promise<void> {
  const deadlineMs = performance.now() + LONGEST_MS
  let exitCode = 0
  try {
    if (demoRole !== null) await signInAs(session, demoRole)
    const { webContents } = desk.show()
    await untilPainted(webContents, deadlineMs)
    await writeFile(file, (await webContents.capturePage()).toPNG())
  } catch (error) {
    process.stderr.write(`No screenshot: ${error instanceof Error ? error.message : error}\n`)
    exitCode = 1
  }
  await session.close()
  app.exit(exitCode)
}
