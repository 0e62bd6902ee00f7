import type { Config } from './config.ts'

/** Why the server cannot start, as one sentence that says what to do. */
export class StartFailure extends Error {
  override name = 'StartFailure'
}

/** The sentence for a failure at the start; null for one that only its stack explains. */
export function explainStart(error: unknown, config: Config): string | null {
  if (error instanceof StartFailure) return error.message
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  const { dataDir, host, port } = config
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use on ${host}. Stop the other program, or choose another port with OCTOPUS_PORT (0 takes any).`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This computer has no address ${host}. Choose one of its own with OCTOPUS_HOST.`
    case 'EACCES':
    case 'EPERM':
      return 'syscall' in error && error.syscall === 'listen'
        ? `Port ${port} needs more rights. Choose one above 1023 with OCTOPUS_PORT.`
        : unwritable(dataDir)
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
      return unwritable(dataDir)
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return `The disk of the data folder ${dataDir} is full. Free some space and start again; nothing was lost.`
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return `The database in ${dataDir} is damaged. Restore it from a backup, or move the folder away to start anew.`
    default:
      return code.startsWith('SQLITE_IOERR')
        ? `The disk of the data folder ${dataDir} does not answer (${code}). Check it and its free space.`
        : null
  }
}

function unwritable(dataDir: string): string {
  return `The data folder ${dataDir} cannot be written. Make it writable for this user, or choose another one with OCTOPUS_DATA_DIR.`
}
