import type { CannedIndex } from './canned-index.ts'
import type { CannedDocument } from './library.ts'

export interface FillOptions {
  /** The clock, in milliseconds. */
  readonly nowMs: () => number
  /** Lets other work run, for instance `setImmediate` from `node:timers/promises`. */
  readonly breathe: () => Promise<unknown>
  /** Longest stretch of work without a breath. */
  readonly sliceMs?: number
}

/** Puts many responses into the index without holding up the event loop. */
export async function fillIndex<Id extends string>(
  index: CannedIndex<Id>,
  documents: Iterable<CannedDocument<Id>>,
  { nowMs, breathe, sliceMs = 8 }: FillOptions
): Promise<void> {
  let sliceEndMs = nowMs() + sliceMs
  for (const document of documents) {
    index.upsert(document)
    if (nowMs() < sliceEndMs) continue
    await breathe()
    sliceEndMs = nowMs() + sliceMs
  }
}
