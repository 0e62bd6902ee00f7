import type { z } from 'zod'
import type { ResponseId } from '#shared/base/ids.ts'
import { createCannedIndex } from '#shared/features/canned-response/search/canned-index.ts'
import { fillIndex } from '#shared/features/canned-response/search/fill-index.ts'
import { fillIn, type VariableValues } from '#shared/features/canned-response/variables.ts'
import type {
  CannedHit,
  CannedLibrary,
  CannedOneArgs,
  CannedSearchArgs,
  ResponseView
} from '#shared/features/canned-response/views.ts'

interface Indexed extends Pick<ResponseView, 'attachments' | 'engagementId'> {
  id: ResponseId
  categoryId: string
  category: string
  title: string
  text: string
  isPersonal: boolean
  digit: number | null
}

export interface LibrarySearchOptions {
  library(): CannedLibrary
  weights(): ReadonlyMap<string, number>
  /** the people and things of a conversation that variables name; of nobody for null */
  variables(conversationId: string | null): Partial<VariableValues>
  /** engagements by their id, as the follower of a conversation may have them */
  engagements(conversationId: string | null): (engagementId: string | null) => CannedHit['engagement']
  nowMs(): number
  /** lets other work run */
  breathe(): Promise<void>
}

export interface LibrarySearch {
  search(args: z.infer<typeof CannedSearchArgs>): Promise<CannedHit[]>
  /** One response as it is inserted; null when it is not there, or on its way out. */
  one(args: z.infer<typeof CannedOneArgs>): CannedHit | null
  /** Fills the index ahead of the first search. */
  prepare(): Promise<void>
  /** The library may have changed; the next search looks what. */
  changed(): void
}

/** Searches the library as it is shown, unsettled edits included. The index is filled on first use. */
export function createLibrarySearch(options: LibrarySearchOptions): LibrarySearch {
  const index = createCannedIndex<ResponseId>()
  let indexed = new Map<ResponseId, Indexed>()
  let stale = true
  let filling: Promise<void> = Promise.resolve()

  async function fill(): Promise<void> {
    while (stale) {
      stale = false
      const now = documentsOf(options.library())
      for (const id of indexed.keys()) if (!now.has(id)) index.remove(id)
      const fresh = [...now.values()].filter((document) => !isSame(document, indexed.get(document.id)))
      indexed = now
      await fillIndex(index, fresh, { nowMs: options.nowMs, breathe: options.breathe })
    }
  }

  function prepare(): Promise<void> {
    // one after the other; a fill that failed must not stop the next
    filling = filling.then(fill, fill)
    return filling
  }

  return {
    prepare,
    changed() {
      stale = true
    },
    one({ conversationId, which }) {
      const all = [...documentsOf(options.library()).values()]
      const found = all.find((one) =>
        'digit' in which ? one.digit === which.digit : one.id === which.responseId
      )
      if (!found) return null
      const { id: responseId, category: categoryName, title, text, isPersonal, digit } = found
      const { text: resolved, caret } = fillIn(text, options.variables(conversationId))
      const words = { responseId, categoryName, title, text, isPersonal, digit }
      const engagement = options.engagements(conversationId)(found.engagementId)
      const carried = { attachments: found.attachments, engagement }
      return { ...words, ...carried, resolved, caret, titleRanges: [], textRanges: [] }
    },
    async search({ query, conversationId, limit }) {
      await prepare()
      const values = options.variables(conversationId)
      const engagementOf = options.engagements(conversationId)
      const usage = options.weights() as ReadonlyMap<ResponseId, number>
      return index.search(query, { limit, usage }).map((hit) => {
        const { text: resolved, caret } = fillIn(hit.text.text, values)
        const known = indexed.get(hit.id)
        return {
          responseId: hit.id,
          categoryName: hit.category.text,
          isPersonal: known?.isPersonal ?? false,
          digit: known?.digit ?? null,
          attachments: known?.attachments ?? [],
          engagement: engagementOf(known?.engagementId ?? null),
          title: hit.title.text,
          text: hit.text.text,
          resolved,
          caret,
          titleRanges: ranges(hit.title.marks),
          textRanges: ranges(hit.text.marks)
        }
      })
    }
  }
}

function ranges(marked: readonly (readonly [number, number])[]): [number, number][] {
  return marked.map(([start, end]) => [start, end])
}

/** What can be inserted: not what is about to go, and not what the server refused to create. */
function documentsOf(library: CannedLibrary): Map<ResponseId, Indexed> {
  const documents = new Map<ResponseId, Indexed>()
  for (const category of library.categories) {
    if (category.pending === 'removing') continue
    for (const {
      responseId,
      title,
      text,
      attachments,
      engagementId,
      isPersonal,
      digit,
      pending,
      refusal,
      version
    } of category.responses) {
      if (pending === 'removing' || (refusal && version === 0)) continue
      documents.set(responseId, {
        id: responseId,
        categoryId: category.categoryId,
        category: category.name,
        title,
        text,
        attachments,
        engagementId,
        isPersonal,
        digit
      })
    }
  }
  return documents
}

function isSame(a: Indexed, b: Indexed | undefined): boolean {
  return b !== undefined && a.title === b.title && a.text === b.text && a.category === b.category
}
