/** Something that stands in an order. */
export interface Placed<Id> {
  id: Id
  position: number
}

/**
 * The positions that change when something is put behind `afterId` (null: first; not there: last). Usually that is its own
 * alone, between its neighbours; where halving has left no number between them, all are numbered anew. Empty when it stands there already.
 * @param order by position, with or without what is moved
 */
export function positionsAfterMove<Id>(
  order: readonly Placed<Id>[],
  movedId: Id,
  afterId: Id | null
): ReadonlyMap<Id, number> {
  const others = order.filter(({ id }) => id !== movedId)
  const after = others.findIndex(({ id }) => id === afterId)
  const at = afterId === null ? 0 : after < 0 ? others.length : after + 1
  if (order[at]?.id === movedId) return new Map()
  const before = others[at - 1]?.position
  const next = others[at]?.position
  const position = between(before, next)
  if (position !== null) return new Map([[movedId, position]])
  const ids = others.map(({ id }) => id)
  const anew = [...ids.slice(0, at), movedId, ...ids.slice(at)]
  return new Map(anew.map((id, index) => [id, index + 1]))
}

function between(before: number | undefined, next: number | undefined): number | null {
  if (next === undefined) return (before ?? 0) + 1
  if (before === undefined) return next - 1
  const middle = (before + next) / 2
  return middle > before && middle < next ? middle : null
}
