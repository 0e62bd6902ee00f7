import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { DeskBridge, Reply } from '#shared/contract/bridge.ts'
import type { ActArgs, ActName, ActResult, QueryArgs, QueryName, QueryResult } from '#shared/contract/ipc.ts'
import { OperationRequest, SubmitOutcome } from '#shared/contract/ipc.ts'
import { AddFileResult } from '#shared/features/attachment/views.ts'
import { DeskApp } from '../../harness/desk-app.ts'
import { TcpLine } from '../../harness/tcp-line.ts'
import { MOMENTS_MODULE, Moments } from '../crash/moments.ts'
import { accountFolder } from '../evidence/desk-held.ts'
import type { Testimony } from '../evidence/testimony.ts'
import { SmallDisk } from './small-disk.ts'

/** Room for the files of an account, in megabytes. */
const DISK_MB = 64

/** The desk was killed before it had answered. */
export class Died extends Error {
  override message = 'the desk does not answer'
}

/** The desk said that it could not, or did not get to it in time. */
export class Troubled extends Error {}

type WithDesk = Window & typeof globalThis & { desk: DeskBridge }

/** A computer with the real app, a cable that can be cut, a disk that can be filled, and an end that can come at any moment. */
export class FaultyDesk {
  readonly firstName: string
  readonly line: TcpLine
  readonly app: DeskApp
  readonly moments: Moments
  readonly disk: SmallDisk | null
  readonly #record: Testimony
  #isUp = false

  private constructor(
    firstName: string,
    line: TcpLine,
    app: DeskApp,
    moments: Moments,
    disk: SmallDisk | null,
    record: Testimony
  ) {
    this.firstName = firstName
    this.line = line
    this.app = app
    this.moments = moments
    this.disk = disk
    this.#record = record
    this.#isUp = true
  }

  /** Starts a desk on a new profile and signs in. */
  static async open(
    firstName: string,
    serverUrl: string,
    folder: string,
    record: Testimony
  ): Promise<FaultyDesk> {
    const line = await TcpLine.lay(serverUrl)
    const moments = new Moments(folder, firstName)
    const profile = mkdtempSync(path.join(tmpdir(), 'octopus-faults-desk-'))
    const disk = SmallDisk.mount(path.join(profile, 'accounts'), DISK_MB)
    const app = await DeskApp.open(line.url, { preload: MOMENTS_MODULE, profile, env: moments.env() })
    await app.signIn(firstName)
    return new FaultyDesk(firstName, line, app, moments, disk, record)
  }

  get isUp(): boolean {
    return this.#isUp
  }

  get folder(): string {
    return accountFolder(this.app.profile)
  }

  /** Uses the bridge of the real window, as its pages do. Throws Died when the desk does not live to answer. */
  async #inPage(use: (page: Page) => Promise<Reply>): Promise<unknown> {
    if (!this.#isUp) throw new Died()
    try {
      const reply = await use(this.app.page)
      if (!reply.ok) throw new Troubled(reply.message)
      return reply.value
    } catch (error) {
      throw this.explain(error)
    }
  }

  /** What a failure of the automation means: that the desk has died, that it was slow or refused, or a bug. */
  explain(error: unknown): unknown {
    if (/closed|crashed|does not run|destroyed/i.test(String(error))) return new Died()
    if (error instanceof Error && error.name === 'TimeoutError') return new Troubled(error.message)
    return error
  }

  async query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    const reply = await this.#inPage((page) =>
      page.evaluate(([what, given]) => (window as WithDesk).desk.query(what, given), [name, args] as const)
    )
    return reply as QueryResult<Name>
  }

  async submit(request: unknown): Promise<SubmitOutcome> {
    const asked = OperationRequest.parse(request)
    const reply = await this.#inPage((page) =>
      page.evaluate((given) => (window as WithDesk).desk.submit(given), asked)
    )
    return SubmitOutcome.parse(reply)
  }

  async act<Name extends ActName>(name: Name, args: ActArgs<Name>): Promise<ActResult<Name>> {
    const reply = await this.#inPage((page) =>
      page.evaluate(([what, given]) => (window as WithDesk).desk.act(what, given), [name, args] as const)
    )
    return reply as ActResult<Name>
  }

  /** Gives the desk a file, as a page does with what was pasted. */
  async addFile(name: string, text: string): Promise<AddFileResult> {
    const reply = await this.#inPage((page) =>
      page.evaluate(([called, content]) => (window as WithDesk).desk.addFile(new File([content], called)), [
        name,
        text
      ] as const)
    )
    return AddFileResult.parse(reply)
  }

  /** Resolves when the process has ended, by whomever. */
  async ended(): Promise<void> {
    const signal = await this.app.ended()
    if (!this.#isUp) return
    if (signal !== 'SIGKILL') this.#record.endedByItself(`${this.firstName}'s desk`, signal)
    this.#isUp = false
    this.moments.withdraw()
    this.#record.tell(`${this.firstName}'s desk is gone`)
  }

  async kill(): Promise<void> {
    await Promise.all([this.ended(), this.app.kill9()])
  }

  /** Starts it again where it was, also when it dies while it starts. Answers how often it has died. */
  async start(): Promise<number> {
    let deaths = 0
    for (; ; deaths++) {
      try {
        await this.app.launch()
        await this.#signInIfAsked()
        break
      } catch (error) {
        // nobody has ordered it to die, so it is the desk that does not start
        if (deaths === 1 || !this.moments.isOrdered) throw error
        this.#record.tell(`${this.firstName}'s desk has died while it started`)
        if (this.app.isRunning) await this.app.kill9()
        this.moments.withdraw()
      }
    }
    this.#isUp = true
    this.#record.tell(`${this.firstName}'s desk runs again`)
    return deaths
  }

  async #signInIfAsked(): Promise<void> {
    if (!(await this.app.page.locator('.sign-in').isVisible())) return
    this.#record.tell(`${this.firstName} signs in again`)
    await this.app.signIn(this.firstName)
  }

  async close(): Promise<void> {
    this.#isUp = false
    await this.app.quit().catch(() => undefined)
    this.disk?.unmount()
    rmSync(this.app.profile, { recursive: true, force: true, maxRetries: 5 })
    await this.line.close()
  }
}
