const weightBits = 8
const weightMask = (1 << weightBits) - 1

/**
 * A posting says what a term is worth in a document, in one number: the slot of the document
 * (or, in a document's own list, the id of the term) and a weight of 1-255.
 */
export const posting = (slotOrTerm: number, weight: number): number =>
  ((slotOrTerm << weightBits) | weight) >>> 0
export const slotOf = (of: number): number => of >>> weightBits
export const termOf = slotOf
export const weightOf = (of: number): number => of & weightMask

/** The postings of all terms in one array, in the order of the terms, so that a prefix is one stretch of it. */
export interface Postings {
  readonly all: Uint32Array
  /** By rank of the term where its postings begin; the last one is the end. */
  readonly starts: Uint32Array
}

/** How many documents contain each term, by id of the term. */
export function countByTerm(lists: readonly (Uint32Array | undefined)[], idLimit: number): Uint32Array {
  const counts = new Uint32Array(idLimit)
  for (const list of lists) {
    if (list === undefined) continue
    for (const entry of list) counts[termOf(entry)] = (counts[termOf(entry)] as number) + 1
  }
  return counts
}

/** Turns the lists of the documents, by slot, into the postings of the terms. */
export function packPostings(
  lists: readonly (Uint32Array | undefined)[],
  counts: Uint32Array,
  sortedIds: Uint32Array
): Postings {
  const starts = new Uint32Array(sortedIds.length + 1)
  const next = new Uint32Array(counts.length)
  let end = 0
  sortedIds.forEach((id, rank) => {
    starts[rank] = end
    next[id] = end
    end += counts[id] as number
  })
  starts[sortedIds.length] = end
  const all = new Uint32Array(end)
  for (let slot = 0; slot < lists.length; slot += 1) {
    for (const entry of lists[slot] ?? []) {
      const at = next[termOf(entry)] as number
      all[at] = posting(slot, weightOf(entry))
      next[termOf(entry)] = at + 1
    }
  }
  return { all, starts }
}
