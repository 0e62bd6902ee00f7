import { type PlacedTerms, placedCount, termAt } from './placed-terms.ts'
import { posting } from './postings.ts'
import { placeWeight } from './weights.ts'

/** The words of a document's three fields. */
export interface PlacedFields {
  readonly title: PlacedTerms
  readonly category: PlacedTerms
  readonly text: PlacedTerms
}

// Where a term stands, gathered in one number; the times in the text are counted in the bits above.
const inTitle = 1
const startsTitle = 2
const inCategory = 4
const onceInText = 8

/** One posting for each distinct term of a document. */
export function documentPostings({ title, category, text }: PlacedFields): Uint32Array {
  const places = new Map<number, number>()
  eachTerm(title, (term, index) => {
    places.set(term, (places.get(term) ?? 0) | inTitle | (index === 0 ? startsTitle : 0))
  })
  eachTerm(category, (term) => places.set(term, (places.get(term) ?? 0) | inCategory))
  eachTerm(text, (term) => places.set(term, (places.get(term) ?? 0) + onceInText))
  const postings = new Uint32Array(places.size)
  let at = 0
  for (const [term, place] of places) {
    const weight = placeWeight({
      titleWords: place & inTitle ? placedCount(title) : 0,
      startsTitle: (place & startsTitle) !== 0,
      inCategory: (place & inCategory) !== 0,
      timesInText: Math.floor(place / onceInText)
    })
    postings[at] = posting(term, weight)
    at += 1
  }
  return postings
}

function eachTerm(placed: PlacedTerms, visit: (term: number, index: number) => void): void {
  for (let index = 0; index < placedCount(placed); index += 1) visit(termAt(placed, index), index)
}
