import { documentPostings, type PlacedFields } from './document-postings.ts'
import { placeTerms } from './placed-terms.ts'
import { type Postings, packPostings, slotOf } from './postings.ts'
import { TermTable } from './term-table.ts'
import { Vocabulary } from './vocabulary.ts'

/** What the search needs to know of a canned response. */
export interface CannedDocument<Id extends string = string> {
  readonly id: Id
  readonly categoryId: string
  readonly category: string
  readonly title: string
  readonly text: string
  /** Where it stands among all responses; without it, behind those added before. */
  readonly position?: number
}

/** A response in its slot, with the words of its three fields. */
interface Entry<Id extends string> extends PlacedFields {
  readonly document: CannedDocument<Id>
  readonly position: number
}

/** The library in the form that is searched. */
export interface PackedLibrary {
  readonly table: TermTable
  readonly postings: Postings
  /** By rank the id of the term. */
  readonly termIds: Uint32Array
}

/** The indexed responses, each in a slot: a small number that postings and scores are kept by. */
export class Library<Id extends string> {
  readonly #vocabulary = new Vocabulary()
  readonly #slots = new Map<Id, number>()
  readonly #entries: (Entry<Id> | undefined)[] = []
  readonly #postings: (Uint32Array | undefined)[] = []
  /** By id of the term how many documents contain it. */
  readonly #counts: number[] = []
  readonly #free: number[] = []
  #nextPosition = 0
  #packed: PackedLibrary | undefined

  get size(): number {
    return this.#slots.size
  }

  /** Slots are below this number; some may be empty. */
  get slotLimit(): number {
    return this.#entries.length
  }

  /** Ids of terms are below this number. */
  get termIdLimit(): number {
    return this.#vocabulary.idLimit
  }

  slotOf(id: Id): number | undefined {
    return this.#slots.get(id)
  }

  slots(): Iterable<number> {
    return this.#slots.values()
  }

  entry(slot: number): Entry<Id> {
    return this.#entries[slot] as Entry<Id>
  }

  put(document: CannedDocument<Id>): void {
    const known = this.#slots.get(document.id)
    const slot = known ?? this.#free.pop() ?? this.#entries.length
    const position = document.position ?? this.#entries[slot]?.position ?? this.#nextPosition
    const fields = {
      title: placeTerms(document.title, this.#vocabulary),
      category: placeTerms(document.category, this.#vocabulary),
      text: placeTerms(document.text, this.#vocabulary)
    }
    this.#slots.set(document.id, slot)
    this.#entries[slot] = { document, position, ...fields }
    this.#setPostings(slot, documentPostings(fields))
    this.#nextPosition = Math.max(this.#nextPosition, position + 1)
  }

  remove(id: Id): boolean {
    const slot = this.#slots.get(id)
    if (slot === undefined) return false
    this.#slots.delete(id)
    this.#entries[slot] = undefined
    this.#setPostings(slot, undefined)
    this.#free.push(slot)
    return true
  }

  /** Made anew after a change, when the next search asks for it: some milliseconds for 10,000 responses. */
  packed(): PackedLibrary {
    this.#packed ??= this.#pack()
    return this.#packed
  }

  #setPostings(slot: number, postings: Uint32Array | undefined): void {
    for (const entry of this.#postings[slot] ?? []) this.#count(slotOf(entry), -1)
    for (const entry of postings ?? []) this.#count(slotOf(entry), 1)
    this.#postings[slot] = postings
    this.#packed = undefined
  }

  #count(term: number, change: number): void {
    this.#counts[term] = (this.#counts[term] ?? 0) + change
  }

  #pack(): PackedLibrary {
    this.#vocabulary.keep((id) => (this.#counts[id] as number) > 0)
    const termIds = this.#vocabulary.sorted()
    return {
      termIds,
      table: new TermTable(Array.from(termIds, (id) => this.#vocabulary.term(id))),
      postings: packPostings(this.#postings, this.#counts, termIds)
    }
  }
}
