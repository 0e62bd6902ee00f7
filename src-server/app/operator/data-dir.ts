import { OperatorTrouble } from './trouble.ts'

/** The folder that the server keeps its data in, as the server's own setting names it. */
export function dataDirOf(environment: Record<string, string | undefined>): string {
  const dataDir = environment.OCTOPUS_DATA_DIR
  if (dataDir) return dataDir
  throw new OperatorTrouble(
    'Name the folder that the server keeps its data in: OCTOPUS_DATA_DIR=/var/lib/octopus-desk npm run ...'
  )
}
