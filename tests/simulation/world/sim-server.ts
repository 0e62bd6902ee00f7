import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { FastifyBaseLogger } from 'fastify'
import type { ApiError } from '#shared/base/error-codes.ts'
import type { MintId, RandomBytes } from '#shared/base/ids.ts'
import { uuidv7 } from '#shared/base/ids.ts'
import { ChangesQuery, PATHS, PushRequest, SnapshotQuery } from '#shared/contract/wire.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { PAGE_DATABASE_TYPE, PAGE_NEXT_HEADER } from '#shared/sync/snapshot.ts'
import { mailSettled } from '../../../src-server/features/approval/mail-settled.ts'
import {
  findLiveSession,
  findSession,
  listLiveSessions
} from '../../../src-server/features/session/repository.ts'
import { type ChangeFeed, createFeed } from '../../../src-server/feed/feed.ts'
import { trimFeed } from '../../../src-server/feed/trim.ts'
import type { Caller } from '../../../src-server/gateway/actor.ts'
import { answerPull } from '../../../src-server/gateway/answer-pull.ts'
import { answerPush } from '../../../src-server/gateway/answer-push.ts'
import {
  answerSnapshotDatabase,
  answerSnapshotPage,
  answerSnapshotStart
} from '../../../src-server/gateway/answer-snapshot.ts'
import type { CallerSource } from '../../../src-server/gateway/authenticate.ts'
import { createRegistry, type HandlerRegistry } from '../../../src-server/gateway/intake/judge.ts'
import { createDeskLink } from '../../../src-server/gateway/live/desk-link.ts'
import type { OperationHandler } from '../../../src-server/gateway/operation-handler.ts'
import { expectedRefusal, Refusal } from '../../../src-server/gateway/refusal.ts'
import { startMailing } from '../../../src-server/mail/sender.ts'
import type { Storage } from '../../../src-server/storage/storage.ts'
import { watchFolder } from './disk-calls.ts'
import { FileFront } from './file-front.ts'
import type { HttpAnswer, HttpRequest } from './http-messages.ts'
import { Killed } from './killed.ts'
import { LiveHub } from './live-sockets.ts'
import { mailClock, mailLog, type SimMailServer } from './mail-server.ts'
import { createRandom, seedFor } from './random.ts'
import { FILES, roomsOf, SOURCES } from './rooms.ts'
import { clockOf, type Life, type Scheduler } from './scheduler.ts'
import { openMortalStorage, type ServerTrouble } from './server-storage.ts'
import { TENANT } from './tenant.ts'
import type { TokenBook } from './tokens.ts'

/** Where its mails go. */
interface MailWay {
  server: SimMailServer
  /** whether one in this file is due */
  isDue(file: string, nowMs: number): boolean
  broke(error: unknown): void
}

/** One run of the server's process. */
interface Run {
  life: Life
  storage: Storage
  feed: ChangeFeed
  registry: HandlerRegistry
  hub: LiveHub
  callers: CallerSource
  mintId: MintId
  files: FileFront
  keepFiles(nowMs: number): Promise<void>
}

/**
 * The real server without its HTTP and Socket.IO front: intake, handlers, feed, live frames and storage on a real file.
 * It can be killed, restarted, filled up and restored from a backup.
 */
export class SimServer {
  readonly trouble: ServerTrouble = { death: null, fileDeath: null, refusals: null }
  /** so many more Operations are judged before the process is killed between two of them */
  diesAtOperation: number | null = null
  kills = 0
  restores = 0
  /** told before the present database is left behind for an older one */
  beforeRestore: (file: string) => void = () => undefined
  readonly #pageRows: number | null
  readonly #mail: MailWay
  readonly #scheduler: Scheduler
  readonly #folder: string
  readonly #tokens: TokenBook
  readonly #randomBytes: RandomBytes
  /** hears when a run is over, so that its connections break */
  readonly #died: () => void
  #file: string
  #backup: string | null = null
  #run: Run | null = null
  #closing: Promise<void>[] = []

  constructor(options: {
    scheduler: Scheduler
    folder: string
    template: string
    seed: number
    tokens: TokenBook
    died: () => void
    /** most rows in one page or range */
    pageRows: number | null
    mail: MailWay
  }) {
    this.#mail = options.mail
    this.#pageRows = options.pageRows
    this.#scheduler = options.scheduler
    this.#folder = options.folder
    this.#tokens = options.tokens
    this.#died = options.died
    const random = createRandom(seedFor(options.seed, 'server'))
    this.#randomBytes = (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256))
    this.#file = path.join(this.#folder, 'server-0.db')
    copyFileSync(options.template, this.#file)
  }

  get file(): string {
    return this.#file
  }

  get isUp(): boolean {
    return this.#run !== null
  }

  start(): void {
    if (this.#run) return
    const life: Life = { alive: true }
    const clock = clockOf(this.#scheduler, life)
    const storage = openMortalStorage(this.#file, this.#scheduler, life, this.trouble, () => this.kill())
    const feed = createFeed(storage)
    const hub = new LiveHub()
    const callers = this.#callers(storage)
    watchFolder(this.filesFolder, { step: () => this.#fileStep(life), nowMs: () => this.#scheduler.nowMs })
    const rooms = roomsOf(this.filesFolder)
    const registry = createRegistry(rooms.all.flatMap((room) => this.#mortal(room.handlers ?? [])))
    const nextTurn = (callback: () => void) => {
      this.#scheduler.after(0, callback)
    }
    createDeskLink(hub.server, { storage, feed, clock, callers, log: SILENT, nextTurn })
    const mintId = () => uuidv7(clock.nowMs(), this.#randomBytes)
    const tools = {
      storage,
      feed,
      clock,
      mintId,
      randomBytes: this.#randomBytes,
      log: SILENT,
      publicUrl: null
    }
    const mail = {
      clock: mailClock(clock, () => this.#mail.isDue(this.#file, clock.nowMs())),
      log: mailLog(SILENT, isPassing, this.#mail.broke)
    }
    startMailing({ storage, feed, ...mail }, this.#mail.server.senderOf(life, this.trouble), mailSettled)
    const files = new FileFront(rooms.files, tools, callers)
    const keepFiles = async (nowMs: number) => {
      await rooms.files.keepHouse?.({ ...tools, clock: { ...clock, nowMs: () => nowMs } })
    }
    this.#run = { life, storage, feed, registry, hub, callers, mintId, files, keepFiles }
  }

  /** Where whole and unfinished files lie. */
  get filesFolder(): string {
    return path.join(this.#folder, `server-${this.restores}-files`)
  }

  /** A step on the files of the server: it may be the last one, or fail. */
  #fileStep(life: Life): Error | null {
    if (!life.alive) throw new Killed('the server was killed')
    const { fileDeath, refusals } = this.trouble
    if (fileDeath && --fileDeath.steps <= 0) {
      this.kill()
      return new Killed('the server was killed at a file')
    }
    if (!refusals || refusals.times <= 0 || refusals.code !== 'SQLITE_FULL') return null
    refusals.times--
    return Object.assign(new Error('refused by the simulation'), { code: 'ENOSPC' })
  }

  /** The process is gone; what was committed stays. */
  kill(): void {
    const run = this.#run
    if (!run) return
    this.kills++
    this.#run = null
    run.life.alive = false
    this.trouble.death = null
    this.trouble.fileDeath = null
    this.trouble.refusals = null
    this.diesAtOperation = null
    this.#closing.push(run.storage.close())
    for (const socket of [...run.hub.sockets.values()]) socket.disconnect()
    this.#died()
  }

  /** Ends the process and waits until the file is closed. */
  async end(): Promise<void> {
    this.kill()
    await Promise.all(this.#closing.splice(0))
  }

  backUp(): void {
    this.#backup = path.join(this.#folder, 'backup.db')
    copyDatabase(this.#file, this.#backup)
    copyFolder(this.filesFolder, path.join(this.#folder, 'backup-files'))
  }

  get hasBackup(): boolean {
    return this.#backup !== null
  }

  /** Puts the backup in the place of the database, under a new epoch, as the instructions for operators say. */
  async restore(): Promise<void> {
    if (!this.#backup) return
    await this.end()
    this.beforeRestore(this.#file)
    this.restores++
    copyFolder(path.join(this.#folder, 'backup-files'), this.filesFolder)
    this.#file = path.join(this.#folder, `server-${this.restores}.db`)
    copyDatabase(this.#backup, this.#file)
    const db = new BetterSqlite3(this.#file)
    db.prepare('UPDATE tenants SET epoch = ?').run(`epoch-${this.restores}`)
    db.close()
    this.start()
  }

  /** Work of whoever else writes at the server: follower's pages, operators. Answers null while it is down. */
  async write<T>(work: (run: { storage: Storage; feed: ChangeFeed; nowMs: number }) => Promise<T>) {
    const run = this.#run
    if (!run) return null
    try {
      return await work({ storage: run.storage, feed: run.feed, nowMs: this.#scheduler.nowMs })
    } catch (error) {
      if (error instanceof Killed || expectedRefusal(error)) return null
      throw error
    }
  }

  /** Forgets all Changes, so that only a Cursor at the head can still be served. */
  async raiseFloor(): Promise<void> {
    await this.write(async ({ storage, nowMs }) => {
      while (await storage.transact((tx) => trimFeed(tx, TENANT, nowMs)));
    })
  }

  /** What has become of a person's session; null while nobody can say. */
  async sessionNow({ userId }: Identity): Promise<'live' | 'ended' | 'wipe' | null> {
    const run = this.#run
    if (!run) return null
    try {
      const session = await run.storage.read((db) => findSession(db, TENANT, `session-${userId}`))
      if (!run.life.alive || !session) return null
      if (session.wipe === 1) return 'wipe'
      return session.revoked_at_ms === null ? 'live' : 'ended'
    } catch (error) {
      if (error instanceof Killed || expectedRefusal(error)) return null
      throw error
    }
  }

  /** Somebody has signed in anew: the same name stands for a session that lives. */
  async newSession({ userId }: Identity): Promise<void> {
    await this.write(({ storage }) =>
      storage.transact((tx) =>
        tx
          .updateTable('sessions')
          .set({ revoked_at_ms: null, wipe: 0 })
          .where('id', '=', `session-${userId}`)
          .execute()
      )
    )
  }

  /** Lets go of the files that nobody needs, as if it were `afterMs` later; false when it did not come to its end. */
  async keepFiles(afterMs: number): Promise<boolean> {
    try {
      await this.#run?.keepFiles(this.#scheduler.nowMs + afterMs)
      return this.isUp
    } catch (error) {
      if (error instanceof Killed || expectedRefusal(error)) return false
      throw error
    }
  }

  get hub(): LiveHub | null {
    return this.#run?.hub ?? null
  }

  mintId(): string {
    return uuidv7(this.#scheduler.nowMs, this.#randomBytes)
  }

  /** Answers a request as the routes do; null when the process died over it. */
  async answer(request: HttpRequest): Promise<HttpAnswer | null> {
    const run = this.#run
    if (!run) return null
    try {
      if (request.path.startsWith(FILES)) {
        const answer = await this.#scheduler.during(run.files.answer(request))
        return run.life.alive ? answer : null
      }
      const answer = await route(run, this.#scheduler, this.#limited(request))
      const [text, headers] = typeof answer === 'string' ? [answer, {}] : [answer.text, answer.headers]
      return run.life.alive ? { status: 200, headers, text } : null
    } catch (error) {
      if (error instanceof Killed || !run.life.alive) return null
      const refusal = expectedRefusal(error)
      if (!refusal) throw error
      const body: ApiError = { error: { code: refusal.code, message: refusal.message } }
      return {
        status: refusal.statusCode,
        headers: refusal.retryAfterS === undefined ? {} : { 'retry-after': `${refusal.retryAfterS}` },
        text: JSON.stringify(body)
      }
    }
  }

  /** A server may always give less than it was asked for. */
  #limited(request: HttpRequest): HttpRequest {
    if (this.#pageRows === null || !request.query.has('limit')) return request
    const query = new URLSearchParams(request.query)
    query.set('limit', `${this.#pageRows}`)
    return { ...request, query }
  }

  #mortal(handlers: readonly OperationHandler[]): OperationHandler[] {
    return handlers.map((handler) => ({
      ...handler,
      run: async (tx, context) => {
        if (this.diesAtOperation !== null && this.diesAtOperation-- <= 0) {
          this.kill()
          throw new Killed('the server was killed between two Operations')
        }
        return handler.run(tx, context)
      }
    }))
  }

  #callers(storage: Storage): CallerSource {
    return {
      byToken: async (token): Promise<Caller | null> => {
        const subject = this.#tokens.valid(token)
        if (!subject) return null
        const { tenantId, sessionId } = subject
        const user = await storage.read((db) =>
          findLiveSession(db, tenantId, sessionId, this.#scheduler.nowMs)
        )
        return user ? { tenantId, sessionId, ...user } : null
      },
      liveSessions: async (tenantId) => {
        const sessions = await storage.read((db) => listLiveSessions(db, tenantId, this.#scheduler.nowMs))
        return new Map(sessions.map((session) => [session.sessionId, session.role]))
      }
    }
  }
}

/** Whether a fault explains an error. */
function isPassing(error: unknown): boolean {
  return error instanceof Killed || expectedRefusal(error) !== null
}

async function route(
  run: Run,
  scheduler: Scheduler,
  request: HttpRequest
): Promise<string | Omit<HttpAnswer, 'status'>> {
  const { storage, feed, registry, callers, mintId } = run
  const caller = await callers.byToken(request.headers.authorization?.replace('Bearer ', '') ?? '')
  if (!caller) throw new Refusal('unauthenticated', 'This needs a valid session. Sign in again.')
  const query = Object.fromEntries(request.query)
  switch (request.path) {
    case PATHS.push: {
      const tools = { storage, feed, clock: clockOf(scheduler, run.life), mintId }
      const body = parsed(PushRequest.safeParse(JSON.parse(String(request.body ?? 'null'))))
      return (await answerPush(tools, registry, caller, body)).text
    }
    case PATHS.changes:
      return JSON.stringify(await answerPull(storage, caller, parsed(ChangesQuery.safeParse(query))))
    case PATHS.snapshotStart:
      return JSON.stringify(await answerSnapshotStart(storage, SOURCES, caller))
    default: {
      const entity = decodeURIComponent(request.path.slice(PATHS.snapshotStart.length + 1))
      const asked = { entity, ...parsed(SnapshotQuery.safeParse(query)) }
      const database = request.headers.accept?.includes(PAGE_DATABASE_TYPE)
        ? await answerSnapshotDatabase(storage, SOURCES, caller, asked)
        : null
      if (!database) return JSON.stringify(await answerSnapshotPage(storage, SOURCES, caller, asked))
      const { bytes, next } = database
      const headers = {
        'content-type': PAGE_DATABASE_TYPE,
        ...(next !== null && { [PAGE_NEXT_HEADER]: next })
      }
      return { headers, text: bytes.toString('latin1') }
    }
  }
}

function parsed<T>(result: { success: true; data: T } | { success: false; error: Error }): T {
  if (result.success) return result.data
  throw new Refusal('bad_request', `The request does not fit: ${result.error.message}`)
}

function copyDatabase(from: string, to: string): void {
  for (const suffix of ['', '-wal']) {
    rmSync(to + suffix, { force: true })
    if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix)
  }
}

function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  if (existsSync(from)) cpSync(from, to, { recursive: true, preserveTimestamps: true })
}

const nothing = () => undefined
const SILENT = {
  level: 'silent',
  fatal: nothing,
  error: nothing,
  warn: nothing,
  info: nothing,
  debug: nothing,
  trace: nothing,
  silent: nothing,
  child: () => SILENT
} as unknown as FastifyBaseLogger
