import type { Clock } from '#shared/base/clock.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import type { Log } from '../sync/log.ts'

/** The most that a power cut takes of what is being typed. */
const FLUSH_MS = 1000

/** Brings to the disk what was written lightly: a while after the first such write, once for all that came meanwhile. */
export function createFlushSoon(file: SqliteFile, clock: Clock, log: Log) {
  let cancel: (() => void) | null = null
  return {
    written() {
      cancel ??= clock.after(FLUSH_MS, () => {
        cancel = null
        file
          .syncLog()
          .catch((error) => log('warn', 'what was typed is not on the disk yet', { error: String(error) }))
      })
    },
    /** The file is closed, which brings everything to the disk. */
    stop() {
      cancel?.()
      cancel = null
    }
  }
}
