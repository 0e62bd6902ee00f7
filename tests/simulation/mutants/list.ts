import { decisionMutants } from './decision-mutants.ts'
import { deskMutants } from './desk-mutants.ts'
import { moreMutants } from './more-mutants.ts'
import type { Mutant } from './mutant.ts'
import { serverMutants } from './server-mutants.ts'
import { teamMutants } from './team-mutants.ts'

/** Every bug that is planted. */
export const MUTANTS: readonly Mutant[] = [
  ...deskMutants,
  ...serverMutants,
  ...moreMutants,
  ...teamMutants,
  ...decisionMutants
]
