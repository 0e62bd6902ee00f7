import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { removeSqliteFile, replaceSqliteFile } from '../sqlite/files.ts'
import {
  FileTooNew,
  type OpenSqliteFile,
  openSqliteFile,
  type ReadableDb,
  type SqliteFile
} from '../sqlite/sqlite-file.ts'
import { isCorrupt } from '../sqlite/trouble.ts'
import { endBulkNow, isInBulk } from './bulk.ts'
import { CACHE_MIGRATIONS } from './migrations/list.ts'
import { readOwner, writeOwner } from './sync-state.ts'

/** The cache of one person on one server. The file behind it may be replaced while it is in use. */
export interface Cache extends SqliteFile {
  /** A second, empty file to fetch a whole copy into while this one stays readable. */
  openStaging(): SqliteFile
  /** Closes the staging file and puts it in the place of the present one. */
  adoptStaging(staging: SqliteFile): void
  /** Deletes everything and starts with an empty file. */
  reset(): void
}

const FILE = 'cache.db'
const STAGING_FILE = 'cache-staging.db'

/** Deletes the closed cache. */
export function removeCacheFiles(folder: string): void {
  removeSqliteFile(join(folder, FILE))
  removeSqliteFile(join(folder, STAGING_FILE))
}

/**
 * Opens `cache.db` in the folder. A file that is corrupt, newer than this app or somebody else's is deleted: the server
 * can give it all again.
 * @param owner tenant and user, as one string
 */
export function openCache(
  folder: string,
  owner: string,
  lost: (why: string) => void,
  openFile: OpenSqliteFile = openSqliteFile
): Cache {
  const path = join(folder, FILE)
  const stagingPath = join(folder, STAGING_FILE)
  removeSqliteFile(stagingPath)
  let file = openOwned(path)

  function open(at: string): SqliteFile {
    return openFile({ path: at, migrations: CACHE_MIGRATIONS, durability: 'normal' })
  }

  function openEmpty(at: string): SqliteFile {
    removeSqliteFile(at)
    const empty = open(at)
    empty.transact((tx) => writeOwner(tx, owner))
    return empty
  }

  function openOwned(at: string): SqliteFile {
    if (!existsSync(at)) return openEmpty(at)
    try {
      const found = open(at)
      const why = readOwner(found.read) !== owner ? 'it belongs to another person' : unfinished(found)
      // a kill may have left in the log what an eviction had removed
      if (why === null) found.checkpoint()
      if (why === null) return found
      found.close()
      lost(why)
    } catch (error) {
      if (!(error instanceof FileTooNew) && !isCorrupt(error)) throw error
      lost(error.message)
    }
    return openEmpty(at)
  }

  function unfinished(found: SqliteFile): string | null {
    return isInBulk(found.read) ? 'it was being filled when the app or the computer stopped' : null
  }

  const read: ReadableDb = {
    get: (sql, ...params) => file.read.get(sql, ...params),
    all: (sql, ...params) => file.read.all(sql, ...params)
  }
  return {
    path,
    read,
    transact: (work) => file.transact(work),
    transactLightly: (work) => file.transactLightly(work),
    setBulk: (on) => file.setBulk(on),
    holdLog: (on) => file.holdLog(on),
    moveLog: () => file.moveLog(),
    checkpoint: () => file.checkpoint(),
    withCopied: (bytes, tableSql, work) => file.withCopied(bytes, tableSql, work),
    sync: () => file.sync(),
    syncLog: () => file.syncLog(),
    close() {
      if (isInBulk(file.read)) endBulkNow(file)
      file.close()
    },
    openStaging: () => openEmpty(stagingPath),
    adoptStaging(staging) {
      staging.close()
      file.close()
      replaceSqliteFile(path, stagingPath)
      file = open(path)
    },
    reset() {
      file.close()
      file = openEmpty(path)
    }
  }
}
