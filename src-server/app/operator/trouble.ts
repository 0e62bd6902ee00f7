import type { Config } from '../config.ts'
import { explainStart, StartFailure } from '../start-failure.ts'

/** Why a command cannot be carried out: what, why, and what to do. */
export class OperatorTrouble extends StartFailure {
  override name = 'OperatorTrouble'
}

/** Ends the program with a sentence on stderr; only a bug shows its stack. */
export function fail(error: unknown, dataDir: string): never {
  const sentence = explainStart(error, { dataDir } as Config) ?? busySentence(error)
  if (sentence === null) throw error
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function busySentence(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'StorageBusy') return null
  return 'The database is busy, or its disk is full. Nothing was changed; try again in a moment.'
}
