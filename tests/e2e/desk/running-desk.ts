import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { DeskBridge, Reply } from '#shared/contract/bridge.ts'

/** A started desk with its profile, its window, and everything that its page complained about. */
export interface RunningDesk {
  app: ElectronApplication
  page: Page
  /** console errors of the page, the policy's reports among them */
  complaints: string[]
  query(name: string, args?: unknown): Promise<Reply>
  act(name: string, args?: unknown): Promise<Reply>
  submit(request: unknown): Promise<Reply>
  signIn(email: string, password: string, keepWeakly?: boolean): Promise<Reply>
}

/** An empty folder for a profile. */
export function aProfileFolder(): string {
  return mkdtempSync(join(tmpdir(), 'desk-e2e-'))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** All files of a folder, by their place in it. */
export function filesIn(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.isFile()
  )
}

/** The files of a folder in which one of the words stands, as UTF-8 or UTF-16. */
export function filesWith(folder: string, words: readonly string[]): string[] {
  return filesIn(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name))
    return words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
  })
}

/** Starts the built desk on a profile, as a person would. */
export async function startDesk(
  profile: string,
  serverUrl: string,
  args: readonly string[] = []
): Promise<RunningDesk> {
  const app = await _electron.launch({
    args: ['.', ...args],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, OCTOPUS_DESK_DATA: profile, OCTOPUS_DESK_SERVER: serverUrl } as Record<
      string,
      string
    >
  })
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const call = (kind: keyof DeskBridge, ...values: unknown[]) =>
    page.evaluate(
      ([kind, values]) => {
        const { desk } = window as unknown as {
          desk: Record<string, (...values: unknown[]) => Promise<Reply>>
        }
        const ask = desk[kind]
        if (!ask) throw new Error(`no ${kind}`)
        return ask(...values)
      },
      [kind, values] as const
    )
  const act = (name: string, args: unknown = {}) => call('act', name, args)
  return {
    app,
    page,
    complaints,
    query: (name, args = {}) => call('query', name, args),
    act,
    submit: (request) => call('submit', request),
    signIn: (email, password, keepWeakly = false) =>
      act('session.sign-in', { serverUrl, email, password, keepWeakly })
  }
}
