import { join } from 'node:path'
import { removeSqliteFile } from '../sqlite/files.ts'
import { type OpenSqliteFile, openSqliteFile, type SqliteFile } from '../sqlite/sqlite-file.ts'
import { OUTBOX_MIGRATIONS } from './migrations/list.ts'

/** Opens `outbox.db` in the folder; throws when it is newer than this app or corrupt, for it must not be replaced. */
export function openOutboxFile(folder: string, openFile: OpenSqliteFile = openSqliteFile): SqliteFile {
  return openFile({
    path: join(folder, 'outbox.db'),
    migrations: OUTBOX_MIGRATIONS,
    durability: 'full'
  })
}

/** Deletes the closed file, with everything unsent in it. */
export function removeOutboxFile(folder: string): void {
  removeSqliteFile(join(folder, 'outbox.db'))
}
