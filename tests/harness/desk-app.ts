import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { DeskChat } from './desk-chat.ts'
import { DeskInbox } from './desk-inbox.ts'

export type RoomName = 'Chat' | 'Canned responses' | 'Engagements' | 'Partners' | 'Outbox' | 'Settings'

/** What a test puts around the desk: a module loaded before it, a profile that is there already. */
export interface DeskSurroundings {
  preload?: string
  profile?: string
  env?: Record<string, string>
}

/** What a computer of its own is: a profile on disk, and the desk that runs on it now. */
export class DeskApp {
  readonly profile: string
  readonly #serverUrl: string
  readonly #surroundings: DeskSurroundings
  #app: ElectronApplication | null = null
  #page: Page | null = null
  #child: ChildProcess | null = null
  /** Errors that a page reported; nobody expects any. */
  readonly #reported: string[] = []
  #logLinesTold = 0

  private constructor(serverUrl: string, surroundings: DeskSurroundings) {
    this.#serverUrl = serverUrl
    this.#surroundings = surroundings
    this.profile = surroundings.profile ?? mkdtempSync(path.join(tmpdir(), 'octopus-e2e-desk-'))
  }

  /** Starts a desk on a new profile. */
  static async open(serverUrl: string, surroundings: DeskSurroundings = {}): Promise<DeskApp> {
    const desk = new DeskApp(serverUrl, surroundings)
    await desk.launch()
    return desk
  }

  get app(): ElectronApplication {
    if (!this.#app) throw new Error('this desk does not run')
    return this.#app
  }

  get page(): Page {
    if (!this.#page) throw new Error('this desk does not run')
    return this.#page
  }

  get isRunning(): boolean {
    return this.#app !== null
  }

  get inbox(): DeskInbox {
    return new DeskInbox(this.page)
  }

  get chat(): DeskChat {
    return new DeskChat(this.page)
  }

  /** Starts the desk on this profile. */
  async launch(): Promise<void> {
    const { preload } = this.#surroundings
    this.#app = await _electron.launch({
      args: [...(preload ? ['-r', preload] : []), '.'],
      chromiumSandbox: process.getuid?.() !== 0,
      env: this.environment()
    })
    // Playwright forgets it when the app has ended
    this.#child = this.#app.process()
    this.#page = await this.#app.firstWindow()
    this.#page.setDefaultTimeout(15_000)
    this.#page.on('pageerror', (error) => this.#reported.push(String(error.stack)))
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.#reported.push(message.text())
    })
    await this.#page.locator('.sign-in, .status-bar').first().waitFor()
  }

  /** The environment that names this profile and its server. */
  environment(): Record<string, string> {
    const inherited = Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined
    )
    return {
      ...Object.fromEntries(inherited),
      ...this.#surroundings.env,
      OCTOPUS_DESK_DATA: this.profile,
      OCTOPUS_DESK_SERVER: this.#serverUrl
    }
  }

  /** Signs in as one of the demo people by their first name, to stay signed in. */
  async signIn(firstName: string): Promise<void> {
    const person = this.page.getByRole('button', { name: firstName })
    await person.waitFor()
    // the box is drawn over its input, so a person clicks the label
    await this.page.getByText('Keep me signed in').click()
    await person.click()
    await this.page.locator('[data-link="online"]').waitFor()
  }

  async goTo(room: RoomName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: room }).click()
  }

  /** The words of the status bar: the link, how fresh, how much unsent, who. */
  get statusBar(): Locator {
    return this.page.locator('.status-bar')
  }

  /** Reaches for the server at once, as the desk does when its computer wakes up. */
  async wakeUp(): Promise<void> {
    const wake = () =>
      this.app.evaluate(({ powerMonitor }) => {
        powerMonitor.emit('resume')
      })
    // V8 may collect the answer before Playwright has it; to wake up twice does no harm
    await wake().catch((error: Error) =>
      error.message.includes('garbage collected') ? wake() : Promise.reject(error)
    )
  }

  async online(): Promise<void> {
    await this.wakeUp()
    await this.page.locator('[data-link="online"]').waitFor()
  }

  async offline(): Promise<void> {
    await this.page.locator('[data-link="offline"]').waitFor()
  }

  /** Shows the page anew, as it is after a start. */
  async reload(): Promise<void> {
    await this.page.reload()
    await this.page.locator('.status-bar').waitFor()
  }

  /** Closes the desk as a person does. */
  async quit(): Promise<void> {
    await this.#app?.close()
    this.#app = null
    this.#page = null
  }

  /** Ends the desk as a power failure would. */
  async kill9(): Promise<void> {
    this.#child?.kill('SIGKILL')
    await this.ended()
  }

  /** Resolves when the desk has ended, by whomever, with the signal that ended it. */
  async ended(): Promise<NodeJS.Signals | null> {
    const child = this.#child
    if (child && child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => child.once('exit', resolve))
    }
    this.#app = null
    this.#page = null
    return child?.signalCode ?? null
  }

  /** What the page or the log reported as an error, told once. */
  takeTrouble(): string[] {
    const log = path.join(this.profile, 'logs', 'desk.log')
    const logged = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(this.#logLinesTold) : []
    this.#logLinesTold += Math.max(0, logged.length - 1)
    return [...this.#reported.splice(0), ...logged.filter((line) => line.includes('[error]'))]
  }

  async remove(): Promise<void> {
    await this.quit()
    rmSync(this.profile, { recursive: true, force: true })
  }
}
