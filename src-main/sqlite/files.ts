import { renameSync, rmSync } from 'node:fs'
import { COPIED_SUFFIX } from './copied.ts'

/** Removes a database with its log and its shared-memory file, and what was copied into it when it was left. */
export function removeSqliteFile(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal', COPIED_SUFFIX]) rmSync(path + suffix, { force: true })
}

/** Puts one closed database in the place of another, in one step of the file system. */
export function replaceSqliteFile(path: string, by: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true })
  renameSync(by, path)
}
