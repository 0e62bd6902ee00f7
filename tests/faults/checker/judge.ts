import type { Evidence, Finding } from './evidence.ts'
import { judgeCopies } from './judge-copies.ts'
import { judgeOperations } from './judge-operations.ts'
import { judgeThreads } from './judge-threads.ts'

/**
 * Compares what people did and saw with what the files of server and desks say. Knows nothing of the product but the meaning
 * of its tables.
 */
export function judge(evidence: Evidence): Finding[] {
  return [...judgeOperations(evidence), ...judgeThreads(evidence), ...judgeCopies(evidence)]
}
