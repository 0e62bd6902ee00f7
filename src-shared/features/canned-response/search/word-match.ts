import { oneEditLength } from './edit-distance.ts'
import type { Postings } from './postings.ts'
import type { TermTable } from './term-table.ts'
import { closeness } from './weights.ts'
import { isUnspaced } from './words.ts'

/** Shorter words are too common inside other words, and too unlike themselves after an edit. */
const shortestInside = 3
const shortestWithEdit = 4
const hasDigit = /\p{N}/u

/** The terms that one query word may mean, widened step by step. */
export class WordMatch {
  readonly word: string
  /** By rank, in the order found. */
  readonly terms: number[] = []
  readonly closeness: number[] = []
  /** Which part of each term was matched. */
  readonly from: number[] = []
  readonly to: number[] = []
  /** How many postings the terms have together. */
  postings = 0

  readonly #table: TermTable
  readonly #postings: Postings

  constructor(word: string, table: TermTable, postings: Postings) {
    this.word = word
    this.#table = table
    this.#postings = postings
    if (isUnspaced(word)) this.#addPartsOfRuns()
    else this.#addPrefixes()
  }

  /** Adds the terms that have the word inside; one or two letters only when nothing begins with them. */
  addInside(): void {
    const { word } = this
    if (isUnspaced(word) || (word.length < shortestInside && this.terms.length > 0)) return
    this.#table.eachContaining(word, (rank, at) => {
      if (at > 0) this.#add(rank, closeness.inside(this.#share(rank)), at, at + word.length)
    })
  }

  /** Adds the terms that begin with the word after one edit. Numbers are meant as they are typed. */
  addWithEdit(): void {
    const { word } = this
    if (word.length < shortestWithEdit || isUnspaced(word) || hasDigit.test(word)) return
    const half = word.length >> 1
    const candidates = new Set<number>()
    const collect = (rank: number): void => {
      candidates.add(rank)
    }
    // An edit leaves one half as it was, unless it swaps the two characters where the halves meet.
    this.#table.eachStartingWith(word.slice(0, half), collect)
    this.#table.eachWithPartAt(word.slice(half), half - 1, half + 1, collect)
    this.#table.eachStartingWith(swappedAt(word, half), collect)
    for (const rank of candidates) this.#addIfEdited(rank)
  }

  #addIfEdited(rank: number): void {
    const term = this.#table.term(rank)
    const length = oneEditLength(this.word, term)
    if (length === 0 || term.includes(this.word)) return
    const value =
      length === term.length ? closeness.wholeWithEdit : closeness.prefixWithEdit(this.#share(rank))
    this.#add(rank, value, 0, length)
  }

  #addPrefixes(): void {
    const { length } = this.word
    this.#table.eachStartingWith(this.word, (rank) => {
      const share = this.#share(rank)
      this.#add(rank, share === 1 ? closeness.whole : closeness.prefix(share), 0, length)
    })
  }

  #addPartsOfRuns(): void {
    this.#table.eachContaining(this.word, (rank, at) => {
      this.#add(rank, closeness.insideRun(this.#share(rank)), at, at + this.word.length)
    })
  }

  /** The part of the term that the word makes up. */
  #share(rank: number): number {
    return Math.min(1, this.word.length / this.#table.lengthOf(rank))
  }

  #add(rank: number, value: number, from: number, to: number): void {
    this.terms.push(rank)
    this.closeness.push(value)
    this.from.push(from)
    this.to.push(to)
    const { starts } = this.#postings
    this.postings += (starts[rank + 1] as number) - (starts[rank] as number)
  }
}

function swappedAt(word: string, at: number): string {
  return word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1)
}
