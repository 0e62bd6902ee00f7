import { Refusal } from '../../gateway/refusal.ts'

/** A place in a list that is ordered by time, and by id where the times are one. */
interface Place {
  atMs: number
  id: string
}

const SHAPE = /^(\d{1,16})\.([A-Za-z0-9_-]{1,64})$/

export function writePlace(atMs: number, id: string): string {
  return `${atMs}.${id}`
}

/** Reads what `writePlace` has written; null for the beginning. */
export function readPlace(text: string | undefined): Place | null {
  if (text === undefined) return null
  const [, atMs, id] = SHAPE.exec(text) ?? []
  if (atMs !== undefined && id !== undefined) return { atMs: Number(atMs), id }
  throw new Refusal(
    'bad_request',
    'The place in the list cannot be read. Send `next` of the page before as `after`, or leave it out to begin.',
    undefined,
    [{ in: 'querystring', pointer: '/after', detail: 'not a place that this server has given' }]
  )
}
