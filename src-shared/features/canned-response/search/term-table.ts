/** Separates the terms in the scanned string; folding keeps it out of every term. */
const separator = '\n'
const separatorCode = 10

/** Called with the rank of a term: its place in alphabetical order. */
type VisitTerm = (rank: number, at: number) => void

/** The terms of a library in alphabetical order, and the three ways to look them up. */
export class TermTable {
  readonly #terms: readonly string[]
  /** All terms in one string: the engine's own string search is the fastest scan there is. */
  readonly #joined: string
  readonly #starts: Uint32Array

  constructor(sortedTerms: readonly string[]) {
    this.#terms = sortedTerms
    this.#joined = separator + sortedTerms.join(separator) + separator
    this.#starts = new Uint32Array(sortedTerms.length + 1)
    let start = separator.length
    sortedTerms.forEach((term, rank) => {
      this.#starts[rank] = start
      start += term.length + separator.length
    })
    this.#starts[sortedTerms.length] = start
  }

  term(rank: number): string {
    return this.#terms[rank] as string
  }

  lengthOf(rank: number): number {
    return (this.#starts[rank + 1] as number) - (this.#starts[rank] as number) - separator.length
  }

  /** True when `part` stands anywhere in a term. */
  has(part: string): boolean {
    return this.#joined.includes(part)
  }

  eachStartingWith(prefix: string, visit: VisitTerm): void {
    const end = this.#rankOf(`${prefix}\uffff`)
    for (let rank = this.#rankOf(prefix); rank < end; rank += 1) visit(rank, 0)
  }

  /** Visits each term that contains `part`, once, with the place of its first occurrence. */
  eachContaining(part: string, visit: VisitTerm): void {
    let found = this.#joined.indexOf(part)
    let rank = 0
    while (found >= 0) {
      rank = this.#rankAt(found, rank)
      visit(rank, found - (this.#starts[rank] as number))
      found = this.#joined.indexOf(part, this.#starts[rank + 1])
    }
  }

  /** Visits each term that has `part` at one of the places `from..to`. */
  eachWithPartAt(part: string, from: number, to: number, visit: VisitTerm): void {
    const joined = this.#joined
    for (let found = joined.indexOf(part); found >= 0; found = joined.indexOf(part, found + 1)) {
      for (let at = from; at <= to; at += 1) {
        if (joined.charCodeAt(found - at - 1) === separatorCode) visit(this.#rankAt(found), at)
      }
    }
  }

  #rankOf(text: string): number {
    let low = 0
    let high = this.#terms.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.term(middle) < text) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The rank of the term at `offset` of the joined string, not below `from`: often one of the next few. */
  #rankAt(offset: number, from = 0): number {
    const starts = this.#starts
    let low = from
    let step = 1
    while (low + step < starts.length && (starts[low + step] as number) <= offset) {
      low += step
      step *= 2
    }
    let high = Math.min(low + step, starts.length) - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}
