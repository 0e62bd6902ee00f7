import { type MarkedText, markText, snippetOf } from './highlight.ts'
import { type CannedDocument, Library } from './library.ts'
import { MatchedTerms } from './matched-terms.ts'
import type { Postings } from './postings.ts'
import { queryWords } from './query-words.ts'
import { Scoreboard } from './scoreboard.ts'
import { type GoesBefore, topSlots } from './top-slots.ts'
import { factorOfUse } from './weights.ts'
import { WordMatch } from './word-match.ts'

/** A response that answers the query, with the ranges to highlight. */
export interface SearchHit<Id extends string = string> {
  readonly id: Id
  readonly categoryId: string
  /** Comparable within one answer only. */
  readonly score: number
  readonly title: MarkedText
  readonly category: MarkedText
  readonly text: MarkedText
  /** One line of the text, around the densest matches. */
  readonly snippet: MarkedText
}

export interface SearchOptions<Id extends string = string> {
  /** Most hits to return; 20 when left out. */
  readonly limit?: number
  /** The agent's own recent use: from 0 upward, about 1 for one use just now. Unused responses are left out. */
  readonly usage?: ReadonlyMap<Id, number>
}

/** The search index of the canned responses; every change is visible to the next search. */
export interface CannedIndex<Id extends string = string> {
  readonly size: number
  /** Adds a response, or replaces the one with the same id. */
  upsert(document: CannedDocument<Id>): void
  /** False when there was none. */
  remove(id: Id): boolean
  /**
   * The responses in which every word of the query is found, best match first, then by position.
   * Without a word to search for: all responses, by recent use, then by position.
   */
  search(query: string, options?: SearchOptions<Id>): SearchHit<Id>[]
}

const defaultLimit = 20
/** With fewer hits than this, the words may have been mistyped. */
const fewHits = 5

/** Makes an empty index. */
export function createCannedIndex<Id extends string = string>(): CannedIndex<Id> {
  const library = new Library<Id>()
  const board = new Scoreboard()
  const matched = new MatchedTerms()

  /** Widens the meaning of the words only as far as needed, so that close matches stay among themselves. */
  function scoreWords(words: readonly WordMatch[], postings: Postings, limit: number): void {
    const score = (): number => board.score(words, postings, library.size, library.slotLimit)
    if (score() >= limit) return
    for (const word of words) word.addInside()
    if (score() >= Math.min(limit, fewHits)) return
    for (const word of words) word.addWithEdit()
    score()
  }

  const byPosition: GoesBefore = (slot, other) => {
    const left = library.entry(slot)
    const right = library.entry(other)
    if (left.position !== right.position) return left.position < right.position
    return left.document.id < right.document.id
  }

  function hitAt(slot: number): SearchHit<Id> {
    const { document, title, category, text } = library.entry(slot)
    const marked = markText(document.text, text, matched)
    return {
      id: document.id,
      categoryId: document.categoryId,
      score: board.totals[slot] as number,
      title: markText(document.title, title, matched),
      category: markText(document.category, category, matched),
      text: marked,
      snippet: snippetOf(marked, text)
    }
  }

  return {
    get size() {
      return library.size
    },
    upsert: (document) => library.put(document),
    remove: (id) => library.remove(id),
    search(query, { limit = defaultLimit, usage = new Map() } = {}) {
      const { table, postings, termIds } = library.packed()
      const words = queryWords(query, table).map((word) => new WordMatch(word, table, postings))
      if (words.length > 0) scoreWords(words, postings, limit)
      else board.setAll(library.slots(), library.slotLimit)
      for (const [id, use] of usage) {
        const slot = library.slotOf(id)
        if (slot !== undefined) board.raise(slot, factorOfUse(use))
      }
      matched.set(words, termIds, library.termIdLimit)
      return topSlots(board.hits, board.totals, limit, byPosition).map(hitAt)
    }
  }
}
