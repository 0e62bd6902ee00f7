const weightBits = 8
const weightMask = (1 << weightBits) - 1

/**
 * A posting says what a term is worth in a document, in one number: the slot of the document
 * (or, in a document's own list, the id of the term) and a weight of 1-255.
 */
export const posting = (slotOrTerm: number, weight: number): number =>
  ((slotOrTerm << weightBits) | weight) >>> 0
export const slotOf = (of: number): number => of >>> weightBits
export const weightOf = (of: number): number => of & weightMask

/** The postings of all terms in one array, in the order of the terms, so that a prefix is one stretch of it. */
export interface Postings {
  readonly all: Uint32Array
  /** By rank of the term where its postings begin; the last one is the end. */
  readonly starts: Uint32Array
}

/**
 * Turns the lists of the documents, by slot, into the postings of the terms. `counts` says, by id of the
 * term, how many documents contain it.
 */
export function packPostings(
  lists: readonly (Uint32Array | undefined)[],
  counts: readonly number[],
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
  lists.forEach((list, slot) => {
    if (list !== undefined) addDocument(list, slot, all, next)
  })
  return { all, starts }
}

function addDocument(list: Uint32Array, slot: number, all: Uint32Array, next: Uint32Array): void {
  for (let index = 0; index < list.length; index += 1) {
    const entry = list[index] as number
    const term = slotOf(entry)
    const at = next[term] as number
    all[at] = posting(slot, weightOf(entry))
    next[term] = at + 1
  }
}
