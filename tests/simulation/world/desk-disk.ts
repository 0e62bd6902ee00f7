import { copyFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { SqliteError } from 'better-sqlite3'
import {
  type OpenOptions,
  openSqliteFile,
  type SqliteFile,
  type WritableDb
} from '../../../src-main/sqlite/sqlite-file.ts'
import type { FileStep } from './disk-calls.ts'
import { Killed } from './killed.ts'
import type { Life } from './scheduler.ts'

export type FileName = 'outbox' | 'cache' | 'staging'
/** `files` are the copies of what is attached */
type Place = FileName | 'files' | 'any'

/** Where a desk is killed: at the n-th commit from now of one file (or of any), before or after it is on the disk; among files at the n-th step. */
export interface CrashPoint {
  file: Place
  commits: number
  when: 'before' | 'after'
}

/** How often the disk refuses writes to a file, and with which of SQLite's codes. */
export interface DiskTrouble {
  file: Place
  /** so many writes, or steps on a file, still get through before */
  after?: number
  times: number
  code: 'SQLITE_FULL' | 'SQLITE_BUSY' | 'SQLITE_IOERR'
}

/**
 * The disk under one life of a desk: real SQLite files, on which commits can be refused, or be the last thing that
 * happens. A kill keeps what was committed: the system's buffers outlive the process.
 */
export class DeskDisk {
  crash: CrashPoint | null = null
  trouble: DiskTrouble | null = null
  /** how often the disk has refused */
  refused = 0
  readonly #life: Life
  readonly #die: () => void
  readonly #templates: string
  readonly #open = new Set<SqliteFile>()
  #cache: SqliteFile | null = null

  /** @param templates a folder with files that are migrated already, by name */
  constructor(life: Life, templates: string, die: () => void) {
    this.#life = life
    this.#templates = templates
    this.#die = die
  }

  /** Where the cache stands in the feed, as its file says. */
  place(): { epoch: string | null; cursor: number | null } | undefined {
    return this.#cache?.read.get('SELECT epoch, cursor FROM sync_state')
  }

  inboundOf(conversationId: string): number | undefined {
    const find = 'SELECT inbound_seq AS count FROM conversations WHERE id = ?'
    return this.#cache?.read.get<{ count: number }>(find, conversationId)?.count
  }

  /** Which version of a canned response the cache has. */
  responseVersion(responseId: string): number | undefined {
    const find = 'SELECT version FROM canned_responses WHERE id = ?'
    return this.#cache?.read.get<{ version: number }>(find, responseId)?.version
  }

  /** Which version of a request the cache has. */
  requestVersion(requestId: string): number | undefined {
    const find = 'SELECT version FROM requests WHERE id = ?'
    return this.#cache?.read.get<{ version: number }>(find, requestId)?.version
  }

  /** Lets go of the files, as the system does when a process is gone. */
  drop(): void {
    for (const file of this.#open) file.close()
    this.#open.clear()
  }

  /** A step on a copy of what is attached. */
  fileStep(step: FileStep): Error | null {
    this.#mustLive()
    if (step === 'read') return null
    if (this.#countsToCrash('files')) {
      this.#die()
      return new Killed('the desk was killed at a file')
    }
    const code = this.#takeRefusal('files')
    return code && Object.assign(new Error('refused by the simulation'), { code: FILE_CODES[code] })
  }

  readonly openFile = (options: OpenOptions): SqliteFile => {
    this.#mustLive()
    const name = nameOf(options.path)
    if (!existsSync(options.path)) copyFileSync(this.#templateOf(name), options.path)
    const file = openSqliteFile(options)
    this.#open.add(file)
    if (name === 'cache') this.#cache = file
    const read = {
      get: <Row>(sql: string, ...params: (string | number | null)[]) => {
        this.#mustLive()
        return file.read.get<Row>(sql, ...params)
      },
      all: <Row>(sql: string, ...params: (string | number | null)[]) => {
        this.#mustLive()
        return file.read.all<Row>(sql, ...params)
      }
    }
    return {
      path: file.path,
      read,
      transact: (work) => this.#transact(name, file.transact, work),
      transactLightly: (work) => this.#transact(name, file.transactLightly, work),
      setBulk: (on) => file.setBulk(on),
      holdLog: (on) => {
        this.#mustLive()
        file.holdLog(on)
      },
      moveLog: async () => {
        this.#mustLive()
        file.checkpoint()
      },
      checkpoint: () => {
        this.#mustLive()
        file.checkpoint()
      },
      withCopied: (bytes, tableSql, work) => {
        this.#mustLive()
        return file.withCopied(bytes, tableSql, work)
      },
      sync: async () => this.#mustLive(),
      syncLog: async () => this.#mustLive(),
      close: () => {
        this.#mustLive()
        this.#open.delete(file)
        file.close()
      }
    }
  }

  #templateOf(name: FileName): string {
    return path.join(this.#templates, name === 'outbox' ? 'outbox.db' : 'cache.db')
  }

  #mustLive(): void {
    if (!this.#life.alive) throw new Killed('the desk was killed')
  }

  #transact<T>(name: FileName, transact: SqliteFile['transact'], work: (tx: WritableDb) => T): T {
    this.#mustLive()
    const dies = this.#countsToCrash(name)
    const result = transact((tx) => {
      const done = work(tx)
      if (dies === 'before') this.#kill()
      this.#refuse(name)
      return done
    })
    if (dies === 'after') this.#kill()
    return result
  }

  #countsToCrash(name: FileName | 'files'): CrashPoint['when'] | null {
    const { crash } = this
    if (!crash || (crash.file !== 'any' && crash.file !== name)) return null
    if (--crash.commits > 0) return null
    this.crash = null
    return crash.when
  }

  #kill(): never {
    this.#die()
    throw new Killed('the desk was killed at a commit')
  }

  #refuse(name: FileName): void {
    const code = this.#takeRefusal(name)
    if (code) throw new SqliteError('refused by the simulation', code)
  }

  #takeRefusal(name: FileName | 'files'): DiskTrouble['code'] | null {
    const { trouble } = this
    if (!trouble || trouble.times <= 0 || (trouble.file !== 'any' && trouble.file !== name)) return null
    if (trouble.after) {
      trouble.after--
      return null
    }
    trouble.times--
    this.refused++
    return trouble.code
  }
}

/** What the system says of a file where SQLite would say so. */
const FILE_CODES = { SQLITE_FULL: 'ENOSPC', SQLITE_BUSY: 'EBUSY', SQLITE_IOERR: 'EIO' } as const

function nameOf(file: string): FileName {
  if (file.endsWith('outbox.db')) return 'outbox'
  return file.endsWith('cache-staging.db') ? 'staging' : 'cache'
}
