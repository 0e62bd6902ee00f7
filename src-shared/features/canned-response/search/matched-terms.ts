import type { WordMatch } from './word-match.ts'

/** Which terms the last search matched, and which part of each; told by term id without a lookup. */
export class MatchedTerms {
  #search = 0
  #marks = new Uint32Array(0)
  #from = new Uint32Array(0)
  #to = new Uint32Array(0)

  /** Replaces what an earlier search left; `termIds` are by rank, and below `idLimit`. */
  set(words: readonly WordMatch[], termIds: Uint32Array, idLimit: number): void {
    this.#reserve(idLimit)
    this.#search += 1
    for (const word of words) {
      for (let index = 0; index < word.terms.length; index += 1) {
        const rank = word.terms[index] as number
        this.#add(termIds[rank] as number, word.from[index] as number, word.to[index] as number)
      }
    }
  }

  has(term: number): boolean {
    return this.#search > 0 && this.#marks[term] === this.#search
  }

  /** First matched character of the folded term. */
  from(term: number): number {
    return this.#from[term] as number
  }

  /** The character after the last matched one. */
  to(term: number): number {
    return this.#to[term] as number
  }

  #add(term: number, from: number, to: number): void {
    const isNew = this.#marks[term] !== this.#search
    this.#marks[term] = this.#search
    this.#from[term] = isNew ? from : Math.min(from, this.from(term))
    this.#to[term] = isNew ? to : Math.max(to, this.to(term))
  }

  #reserve(idLimit: number): void {
    if (idLimit <= this.#marks.length) return
    const size = Math.max(256, idLimit * 2)
    this.#search = 0
    this.#marks = new Uint32Array(size)
    this.#from = new Uint32Array(size)
    this.#to = new Uint32Array(size)
  }
}
