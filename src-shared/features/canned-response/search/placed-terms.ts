import type { Vocabulary } from './vocabulary.ts'
import { eachWord } from './words.ts'

/** The words of one text: for each its term id, its start and its end, in one array of numbers. */
export type PlacedTerms = Uint32Array

const width = 3

/** Reads the words of `text`; terms that are new become known to the vocabulary. */
export function placeTerms(text: string, vocabulary: Vocabulary): PlacedTerms {
  const numbers: number[] = []
  eachWord(text, (term, start, end) => numbers.push(vocabulary.idFor(term), start, end))
  return Uint32Array.from(numbers)
}

export const placedCount = (placed: PlacedTerms): number => placed.length / width
export const termAt = (placed: PlacedTerms, index: number): number => placed[index * width] as number
export const startAt = (placed: PlacedTerms, index: number): number => placed[index * width + 1] as number
export const endAt = (placed: PlacedTerms, index: number): number => placed[index * width + 2] as number
