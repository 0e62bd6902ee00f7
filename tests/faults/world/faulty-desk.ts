import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ActArgs, ActName, ActResult, QueryArgs, QueryName, QueryResult } from '#shared/contract/ipc.ts'
import { OperationRequest, SubmitOutcome } from '#shared/contract/ipc.ts'
import { DeskApp } from '../../harness/desk-app.ts'
import { TcpLine } from '../../harness/tcp-line.ts'
import { MOMENTS_MODULE, Moments } from '../crash/moments.ts'
import { accountFolder } from '../evidence/desk-held.ts'
import type { Record } from '../evidence/record.ts'
import { SmallDisk } from './small-disk.ts'

/** Room for the files of an account, in megabytes. */
const DISK_MB = 64

/** The desk was killed before it had answered. */
export class Died extends Error {
  override message = 'the desk does not answer'
}

/** The desk said that it could not, or did not get to it in time. */
export class Troubled extends Error {}

interface Bridge {
  query(name: string, args: unknown): Promise<{ ok: boolean; value?: unknown; message?: string }>
  submit(request: unknown): Promise<{ ok: boolean; value?: unknown; message?: string }>
  act(name: string, args: unknown): Promise<{ ok: boolean; value?: unknown; message?: string }>
}

/** A computer with the real app, a cable that can be cut, a disk that can be filled, and an end that can come at any moment. */
export class FaultyDesk {
  readonly firstName: string
  readonly line: TcpLine
  readonly app: DeskApp
  readonly moments: Moments
  readonly disk: SmallDisk | null
  readonly #record: Record
  #isUp = false

  private constructor(
    firstName: string,
    line: TcpLine,
    app: DeskApp,
    moments: Moments,
    disk: SmallDisk | null,
    record: Record
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
    record: Record
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

  async #call(way: keyof Bridge, ...args: unknown[]): Promise<unknown> {
    if (!this.#isUp) throw new Died()
    try {
      const reply = await this.app.page.evaluate(
        ([by, given]) => {
          const { desk } = window as unknown as { desk: { [way: string]: (...args: unknown[]) => unknown } }
          return desk[by]?.(...given) as Promise<{ ok: boolean; value?: unknown; message?: string }>
        },
        [way, args] as const
      )
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

  /** Asks through the bridge of the real window, as its pages do. Throws Died when the desk does not live to answer. */
  async query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    return (await this.#call('query', name, args)) as QueryResult<Name>
  }

  async submit(request: unknown): Promise<SubmitOutcome> {
    return SubmitOutcome.parse(await this.#call('submit', OperationRequest.parse(request)))
  }

  async act<Name extends ActName>(name: Name, args: ActArgs<Name>): Promise<ActResult<Name>> {
    return (await this.#call('act', name, args)) as ActResult<Name>
  }

  /** Resolves when the process has ended, by whomever. */
  async ended(): Promise<void> {
    await this.app.ended()
    if (!this.#isUp) return
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
        break
      } catch (error) {
        if (deaths === 2) throw error
        this.#record.tell(`${this.firstName}'s desk has died while it started`)
        if (this.app.isRunning) await this.app.kill9()
        this.moments.withdraw()
      }
    }
    if (await this.app.page.locator('.sign-in').isVisible()) {
      this.#record.tell(`${this.firstName} signs in again`)
      await this.app.signIn(this.firstName)
    }
    this.#isUp = true
    this.#record.tell(`${this.firstName}'s desk runs again`)
    return deaths
  }

  async close(): Promise<void> {
    this.#isUp = false
    await this.app.quit().catch(() => undefined)
    this.disk?.unmount()
    rmSync(this.app.profile, { recursive: true, force: true, maxRetries: 5 })
    await this.line.close()
  }
}
