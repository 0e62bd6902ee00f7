/** Rows by position, loaded or not: a list of fifty thousand needs only the window that is on screen. */
export interface RowSource<Row> {
  count: number
  /** The row at that position; undefined while it is not loaded. */
  at: (index: number) => Row | undefined
  keyOf: (row: Row) => string
}

/** All rows of an array. */
export function rowsOf<Row>(all: readonly Row[], keyOf: (row: Row) => string): RowSource<Row> {
  return { count: all.length, at: (index) => all[index], keyOf }
}

/**
 * Where the row with that key stands now. It searches outwards from its old place, because rows move by a few
 * positions; a row that is gone leaves the nearest position.
 */
export function indexOfRow<Row>(rows: RowSource<Row>, key: string | undefined, oldIndex: number): number {
  const last = Math.max(0, rows.count - 1)
  const near = Math.min(oldIndex, last)
  if (key === undefined) return near
  for (let distance = 0; distance <= last; distance += 1) {
    if (isAt(rows, key, near - distance)) return near - distance
    if (isAt(rows, key, near + distance)) return near + distance
  }
  return near
}

function isAt<Row>(rows: RowSource<Row>, key: string, index: number): boolean {
  if (index < 0 || index >= rows.count) return false
  const row = rows.at(index)
  return row !== undefined && rows.keyOf(row) === key
}

/** Where a key of the keyboard leads in a list box; undefined when it leads nowhere. */
export function indexByKey(
  key: string,
  current: number,
  count: number,
  rowsPerPage: number
): number | undefined {
  if (count === 0) return undefined
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, current + 1)
    case 'ArrowUp':
    case 'k':
      return Math.max(0, current - 1)
    case 'PageDown':
      return Math.min(last, current + rowsPerPage)
    case 'PageUp':
      return Math.max(0, current - rowsPerPage)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
