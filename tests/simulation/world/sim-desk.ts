import { cpSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { uuidv7 } from '#shared/base/ids.ts'
import type { Result } from '#shared/base/result.ts'
import type {
  ActArgs,
  ActName,
  ActResult,
  OperationRequest,
  QueryArgs,
  QueryName,
  QueryResult,
  SubmitOutcome,
  Topic
} from '#shared/contract/ipc.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { type Account, createAccount } from '../../../src-main/account/account.ts'
import { type CrashPoint, DeskDisk, type DiskTrouble } from './desk-disk.ts'
import { watchFolder } from './disk-calls.ts'
import { Killed } from './killed.ts'
import type { Network } from './network.ts'
import { createRandom, type Random, seedFor } from './random.ts'
import { clockOf, type Life, type Scheduler } from './scheduler.ts'
import type { TokenBook } from './tokens.ts'

export interface SimDeskOptions {
  name: string
  identity: Identity
  folder: string
  templates: string
  scheduler: Scheduler
  network: Network
  tokens: TokenBook
  seed: number
  /** what the server says of the session when a token is renewed */
  sessionNow(): Promise<'live' | 'ended' | 'wipe' | null>
  /** hears each announcement while what it speaks of is fresh */
  announced(desk: SimDesk, topics: readonly Topic[]): void
  /** hears when the process has been killed */
  died(): void
}

/** One life of a desk's process. */
interface Run {
  life: Life
  disk: DeskDisk
  account: Account
}

/** The real desk without Electron: its account on real files, with clock, ids, network and disk of the simulation. */
export class SimDesk {
  readonly name: string
  readonly identity: Identity
  readonly folder: string
  readonly network: Network
  skewMs = 0
  /** the person is signed in: a token that was turned down is renewed */
  signedIn = true
  /** the server has ordered to erase it, and nobody sits here any more */
  isWiped = false
  kills = 0
  readonly #options: SimDeskOptions
  readonly #random: Random
  #token: string
  #run: Run | null = null

  constructor(options: SimDeskOptions) {
    this.#options = options
    this.name = options.name
    this.identity = options.identity
    this.folder = options.folder
    this.network = options.network
    this.#random = createRandom(seedFor(options.seed, `desk ${options.name}`))
    this.#token = options.tokens.issue(options.identity)
    mkdirSync(this.folder, { recursive: true })
  }

  get isOpen(): boolean {
    return this.#run !== null
  }

  /** Starts the desk; false when its disk or a crash point did not let it. */
  async open(next: { crash?: CrashPoint | null; trouble?: DiskTrouble | null } = {}): Promise<boolean> {
    if (this.#run) return true
    if (this.isWiped) return false
    const { scheduler, templates, identity } = this.#options
    const life: Life = { alive: true }
    const disk = new DeskDisk(life, templates, () => this.#die(life, disk))
    disk.crash = next.crash ?? null
    disk.trouble = next.trouble ?? null
    const clock = clockOf(scheduler, life, () => this.skewMs)
    for (const files of [this.filesFolder, path.join(this.folder, 'received')])
      watchFolder(files, { step: (step) => disk.fileStep(step), nowMs: () => scheduler.nowMs })
    const accessToken = (refused?: string) => this.#accessToken(refused)
    try {
      const account = await createAccount({
        folder: this.folder,
        identity,
        accessToken,
        ...this.network.linksFor(life, accessToken),
        clock,
        mintId: () => uuidv7(clock.nowMs(), (length) => this.#bytes(length)),
        random: () => this.#random(),
        announce: (topics) => {
          if (this.#run) this.#options.announced(this, topics)
        },
        log: () => undefined,
        openFile: disk.openFile
      })
      if (!life.alive) return false
      this.#run = { life, disk, account }
      return true
    } catch (error) {
      life.alive = false
      disk.drop()
      if (error instanceof Killed || isSqlite(error)) return false
      throw error
    }
  }

  /** A token for the next request, as the app's session gives it: one that was turned down is renewed once the server says so. */
  async #accessToken(refused?: string): Promise<string | 'signed-out'> {
    if (!this.signedIn) return 'signed-out'
    if (refused !== this.#token) return this.#token
    const session = await this.#options.sessionNow()
    if (session === null) throw new Error('the server did not renew the session')
    if (session === 'live') {
      this.#token = this.#options.tokens.issue(this.identity)
      return this.#token
    }
    this.signedIn = false
    if (session === 'wipe') this.#options.scheduler.after(0, () => void this.#wipe())
    return 'signed-out'
  }

  /** The server has ordered to erase everything of this account. */
  async #wipe(): Promise<void> {
    const run = this.#run
    if (!run) return
    this.#run = null
    this.isWiped = true
    await run.account.wipe().catch(this.#quietly)
    run.life.alive = false
    run.disk.drop()
    this.network.cutLines('the account is erased')
  }

  /** The process is gone at this moment. */
  kill(): void {
    const run = this.#run
    if (run) this.#die(run.life, run.disk)
  }

  /** Quits in order. */
  async close(): Promise<void> {
    const run = this.#run
    if (!run) return
    this.#run = null
    await run.account.close().catch(this.#quietly)
    run.life.alive = false
    run.disk.drop()
    this.network.cutLines('the desk is closed')
  }

  crashAt(point: CrashPoint): void {
    if (this.#run) this.#run.disk.crash = point
  }

  noCrash(): void {
    if (this.#run) this.#run.disk.crash = null
  }

  spoilDisk(trouble: DiskTrouble | null): void {
    if (this.#run) this.#run.disk.trouble = trouble
  }

  /** Where the cache stands in the feed; undefined while the desk is not open. */
  get place() {
    return this.#run?.disk.place()
  }

  /** How many messages of the follower the cache has of a conversation. */
  inboundOf(conversationId: string): number | undefined {
    return this.#run?.disk.inboundOf(conversationId)
  }

  /** Which version of a canned response the cache has. */
  responseVersion(responseId: string): number | undefined {
    return this.#run?.disk.responseVersion(responseId)
  }

  /** Which version of a request the cache has. */
  requestVersion(requestId: string): number | undefined {
    return this.#run?.disk.requestVersion(requestId)
  }

  get token(): string {
    return this.#token
  }

  get cacheFile(): string {
    return path.join(this.folder, 'cache.db')
  }

  /** Where the copies of what is attached lie. */
  get filesFolder(): string {
    return path.join(this.folder, 'files')
  }

  /** Copies the profile as a backup program does; the desk is not running. */
  copyProfileTo(folder: string): void {
    mkdirSync(folder, { recursive: true })
    for (const name of ['outbox.db', 'outbox.db-wal', 'cache.db', 'cache.db-wal', 'files']) {
      const file = path.join(this.folder, name)
      if (existsSync(file))
        cpSync(file, path.join(folder, name), { recursive: true, preserveTimestamps: true })
    }
  }

  /** Asks as a window does; null when the desk is not there to answer. */
  async query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name> | null> {
    return (await this.#ask((account) => account.query(name, args))) as QueryResult<Name> | null
  }

  async act<Name extends ActName>(name: Name, args: ActArgs<Name>): Promise<ActResult<Name> | null> {
    return (await this.#ask((account) => account.act(name, args))) as ActResult<Name> | null
  }

  /** Attaches a file; the error is a sentence for the person. null: the desk died over it. */
  async addFile(name: string, bytes: Uint8Array): Promise<Result<Attachment, string> | null> {
    return this.#ask((account) => account.addFile({ name, bytes }))
  }

  /** null: the desk died over it, so nobody knows. */
  async submit(request: OperationRequest): Promise<SubmitOutcome | null> {
    return this.#ask((account) => account.submit(request))
  }

  async #ask<T>(ask: (account: Account) => Promise<T>): Promise<T | null> {
    const run = this.#run
    if (!run) return null
    try {
      const answer = await ask(run.account)
      return run.life.alive ? answer : null
    } catch (error) {
      if (error instanceof Killed || !run.life.alive || isSqlite(error)) return null
      throw error
    }
  }

  #die(life: Life, disk: DeskDisk): void {
    if (!life.alive) return
    life.alive = false
    this.kills++
    if (this.#run?.life === life) this.#run = null
    this.network.cutLines('the desk is gone')
    // inside a commit the file cannot be let go; nothing else happens in this moment
    this.#options.scheduler.after(0, () => disk.drop())
    this.#options.died()
  }

  readonly #quietly = (error: unknown): void => {
    if (!(error instanceof Killed) && !isSqlite(error)) throw error
  }

  #bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => Math.floor(this.#random() * 256))
  }
}

function isSqlite(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')
}
