/** The rows of a grid, each with its cells. */
type Grid<Cell> = readonly (readonly Cell[])[]

/** Cuts groups into rows; each group begins a row. */
export function rowsOf<Cell>(groups: Grid<Cell>, columns: number): Grid<Cell> {
  return groups.flatMap((cells) =>
    Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
      cells.slice(row * columns, (row + 1) * columns)
    )
  )
}

/**
 * Where an arrow key leads from the cell with a number, all cells counted in reading order: left and right go on over the ends of
 * rows, up and down keep the column as far as the row has it.
 * @returns the number of a cell; `at` itself for other keys and at the ends
 */
export function walkGrid<Cell>(rows: Grid<Cell>, at: number, key: string): number {
  const starts: number[] = []
  let count = 0
  for (const row of rows) {
    starts.push(count)
    count += row.length
  }
  const clamp = (next: number) => Math.max(0, Math.min(count - 1, next))
  if (key === 'ArrowRight') return clamp(at + 1)
  if (key === 'ArrowLeft') return clamp(at - 1)
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return at
  const row = starts.findLastIndex((start) => start <= at)
  const next = row + (key === 'ArrowDown' ? 1 : -1)
  const cells = rows[next]
  const start = starts[next]
  if (!cells || start === undefined) return at
  return start + Math.min(at - (starts[row] ?? 0), cells.length - 1)
}
