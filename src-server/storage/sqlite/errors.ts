/** SQLite's codes for trouble outside of the statement: another writer, the disk, memory. */
const PASSING = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|READONLY|CANTOPEN|PROTOCOL)/

/** The code of a SQLite error that may pass by itself, also when another error was caused by it; else null. */
export function passing(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && PASSING.test(cause.code)) return cause.code
  }
  return null
}
