import { SqliteError } from 'better-sqlite3'
import { openSqliteStorage } from '../../../src-server/storage/sqlite/open.ts'
import type { Storage } from '../../../src-server/storage/storage.ts'
import { Killed } from './killed.ts'
import type { Life, Scheduler } from './scheduler.ts'

/** What happens to the writes that come next at the server. */
export interface ServerTrouble {
  /** the n-th write from now is the last thing that this server does, or the last thing that it fails to do */
  death: { writes: number; when: 'before' | 'after' } | null
  /** the n-th step on a file from now is the last thing that this server begins */
  fileDeath: { steps: number } | null
  /** so many writes are refused by the disk */
  refusals: { times: number; code: 'SQLITE_FULL' | 'SQLITE_BUSY' } | null
}

/** The server's real storage, in which a write can fail or be the last one. */
export function openMortalStorage(
  file: string,
  scheduler: Scheduler,
  life: Life,
  trouble: ServerTrouble,
  die: () => void
): Storage {
  const real = openSqliteStorage(file, {
    nextTurn: (callback) => scheduler.after(0, callback),
    movesLog: false
  })

  function mustLive(): void {
    if (!life.alive) throw new Killed('the server was killed')
  }
  function deathNow(): 'before' | 'after' | null {
    const { death } = trouble
    if (!death || --death.writes > 0) return null
    trouble.death = null
    return death.when
  }
  function refusalNow(): Error | null {
    if (!trouble.refusals || trouble.refusals.times <= 0) return null
    trouble.refusals.times--
    return new SqliteError('refused by the simulation', trouble.refusals.code)
  }

  return {
    async transact(work, how) {
      mustLive()
      let dies: 'before' | 'after' | null = null
      let refusal: Error | null = null
      // work that is run again meets what it has met before
      let isFirst = true
      const result = await real.transact(async (tx) => {
        mustLive()
        const done = await work(tx)
        if (isFirst) {
          isFirst = false
          refusal = refusalNow()
          if (!refusal) dies = deathNow()
        }
        if (refusal) throw refusal
        if (dies === 'before') {
          die()
          mustLive()
        }
        return done
      }, how)
      if (dies === 'after') die()
      mustLive()
      return result
    },
    async read(work) {
      mustLive()
      return await real.read(work)
    },
    async readAsTable(tableSql, ask) {
      mustLive()
      return await real.readAsTable(tableSql, ask)
    },
    migrate: () => real.migrate(),
    close: () => real.close()
  }
}
