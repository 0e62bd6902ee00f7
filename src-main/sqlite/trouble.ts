/** SQLite's code of an error (`SQLITE_FULL`), or undefined when it is not one of SQLite's. */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined
}

/** The bytes of the file are not a database any more. */
export function isCorrupt(error: unknown): error is Error {
  const code = codeOf(error)
  return code !== undefined && (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
}

/** The disk is full, broken or read-only: nothing of the transaction is on it. */
export function isDiskTrouble(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code !== undefined &&
    ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_BUSY'].some((start) =>
      code.startsWith(start)
    )
  )
}
