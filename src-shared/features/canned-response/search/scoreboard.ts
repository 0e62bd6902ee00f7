import { type Postings, slotOf, weightOf } from './postings.ts'
import { rarity } from './weights.ts'
import type { WordMatch } from './word-match.ts'

/** Values are whole numbers in this unit, because whole numbers can be compared without a branch. */
const unitsPerPoint = 1024

/**
 * Adds up, slot by slot, what the query words are worth, and keeps only the slots that match every word.
 * The inner loop runs over every posting of every matching term, tens of thousands for a single letter, and
 * which of two values is better cannot be foreseen: without a branch it takes half the time.
 */
export class Scoreboard {
  #best = new Int32Array(0)
  #totals = new Float64Array(0)
  #hits = new Uint32Array(0)
  #hitCount = 0

  /** The slots that match every word, in no particular order. */
  get hits(): Uint32Array {
    return this.#hits.subarray(0, this.#hitCount)
  }

  /** What the hits are worth, by slot; without meaning for other slots. */
  get totals(): Float64Array {
    return this.#totals
  }

  /** Makes these slots, all below `slotLimit`, hits of the same worth. */
  setAll(slots: Iterable<number>, slotLimit: number): void {
    this.#reserve(slotLimit)
    this.#hitCount = 0
    for (const slot of slots) {
      this.#hits[this.#hitCount] = slot
      this.#totals[slot] = 1
      this.#hitCount += 1
    }
  }

  /** Scores the slots below `slotLimit`, of which `documents` are in use; returns the number of hits. */
  score(words: readonly WordMatch[], postings: Postings, documents: number, slotLimit: number): number {
    this.#reserve(slotLimit)
    this.#hitCount = 0
    const rarestFirst = words.toSorted((a, b) => a.postings - b.postings)
    for (let index = 0; index < rarestFirst.length; index += 1) {
      const word = rarestFirst[index] as WordMatch
      this.#best.fill(0, 0, slotLimit)
      this.#findBest(word, postings)
      if (index === 0) this.#takeAsHits(word, postings, slotLimit)
      this.#addBest(rarity(word.postings, documents) / unitsPerPoint, index === 0)
      if (this.#hitCount === 0) break
    }
    return this.#hitCount
  }

  /** By slot the best that any of the word's terms gives it. */
  #findBest(word: WordMatch, { all, starts }: Postings): void {
    const best = this.#best
    for (let index = 0; index < word.terms.length; index += 1) {
      const rank = word.terms[index] as number
      const closeness = Math.round((word.closeness[index] as number) * unitsPerPoint)
      const end = starts[rank + 1] as number
      for (let at = starts[rank] as number; at < end; at += 1) {
        const posting = all[at] as number
        const slot = slotOf(posting)
        const before = best[slot] as number
        const more = (Math.imul(weightOf(posting), closeness) - before) | 0
        best[slot] = before + (more & ~(more >> 31))
      }
    }
  }

  /** The slots that may be hits of a first word, each once: those of its postings, or simply all. */
  #takeAsHits(word: WordMatch, { all, starts }: Postings, slotLimit: number): void {
    const hits = this.#hits
    if (word.postings > slotLimit / 4) {
      for (let slot = 0; slot < slotLimit; slot += 1) hits[slot] = slot
      this.#hitCount = slotLimit
      return
    }
    const seen = this.#totals.fill(0, 0, slotLimit)
    let count = 0
    for (const rank of word.terms) {
      const end = starts[rank + 1] as number
      for (let at = starts[rank] as number; at < end; at += 1) {
        const slot = slotOf(all[at] as number)
        if (seen[slot] !== 0) continue
        seen[slot] = 1
        hits[count] = slot
        count += 1
      }
    }
    this.#hitCount = count
  }

  /** Adds the best to the totals of the hits; those to which this word gives nothing are hits no more. */
  #addBest(factor: number, isFirst: boolean): void {
    const best = this.#best
    const totals = this.#totals
    const hits = this.#hits
    const before = this.#hitCount
    let count = 0
    for (let index = 0; index < before; index += 1) {
      const slot = hits[index] as number
      const value = best[slot] as number
      totals[slot] = (isFirst ? 0 : (totals[slot] as number)) + value * factor
      hits[count] = slot
      count += -value >>> 31
    }
    this.#hitCount = count
  }

  /** Multiplies what a slot is worth. */
  raise(slot: number, factor: number): void {
    this.#totals[slot] = (this.#totals[slot] as number) * factor
  }

  #reserve(slotLimit: number): void {
    if (slotLimit <= this.#best.length) return
    const size = Math.max(64, Math.ceil(slotLimit * 1.5))
    this.#best = new Int32Array(size)
    this.#totals = new Float64Array(size)
    this.#hits = new Uint32Array(size)
  }
}
