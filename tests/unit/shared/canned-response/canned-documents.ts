import { type CannedIndex, createCannedIndex } from '#shared/features/canned-response/search/canned-index.ts'
import type { CannedDocument } from '#shared/features/canned-response/search/library.ts'

/** A canned response with the given parts; the rest says nothing that a test could search for. */
export function aResponse(parts: Partial<CannedDocument> & { id: string }): CannedDocument {
  return { categoryId: 'category-1', category: 'General', title: 'Untitled', text: 'Empty', ...parts }
}

/** An index of responses with the ids 1, 2, 3... */
export function anIndexOf(...parts: Partial<CannedDocument>[]): CannedIndex {
  const index = createCannedIndex()
  parts.forEach((part, at) => {
    index.upsert(aResponse({ id: String(at + 1), ...part }))
  })
  return index
}

/** The ids of the hits, best first, in one string: '2 1 3'. */
export function idsFound(index: CannedIndex, query: string, usage?: ReadonlyMap<string, number>): string {
  const hits = index.search(query, usage === undefined ? {} : { usage })
  return hits.map((hit) => hit.id).join(' ')
}
