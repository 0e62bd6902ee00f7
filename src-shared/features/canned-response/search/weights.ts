/**
 * What a match is worth. A hit's score is the sum over the query words of
 * (place of the word in the document) x (closeness of the term to the word) x (rarity of the word),
 * and the agent's own recent use may raise it by half at most, so it decides among similar matches only.
 */

/** Where a term stands in a document. */
export interface TermPlaces {
  /** Number of words in the title, 0 when the term is not in the title. */
  readonly titleWords: number
  readonly startsTitle: boolean
  readonly inCategory: boolean
  readonly timesInText: number
}

/** 1-220, so that it fits a posting: the title counts most, and the shorter the title the more. */
export function placeWeight(places: TermPlaces): number {
  const inTitle = places.titleWords > 0 ? 100 + Math.round(40 / places.titleWords) : 0
  const inText = places.timesInText > 0 ? 8 + 2 * Math.min(places.timesInText, 6) : 0
  return inTitle + (places.startsTitle ? 20 : 0) + (places.inCategory ? 40 : 0) + inText
}

/** How close a term is to the query word it matches; `share` is the part of the term that was typed (0-1). */
export const closeness = {
  whole: 1,
  prefix: (share: number) => 0.6 + 0.25 * share,
  /** In a script without spaces any part of a run may be a word of its own. */
  insideRun: (share: number) => 0.8 + 0.2 * share,
  inside: (share: number) => 0.25 + 0.1 * share,
  /** Below a tenth: a mistyped title word must not push aside the very word in a text. */
  wholeWithEdit: 0.09,
  prefixWithEdit: (share: number) => 0.06 + 0.02 * share
} as const

/** A word that few documents contain tells more than one that most contain; 1 at least. */
export function rarity(postings: number, documents: number): number {
  return 1 + Math.log((documents + 1) / (Math.min(postings, documents) + 1))
}

/** The factor for own recent use; `use` is any number from 0 upward, 1 stands for about one use just now. */
export function factorOfUse(use: number): number {
  return use > 0 ? 1 + 0.5 / (1 + 1 / use) : 1
}
