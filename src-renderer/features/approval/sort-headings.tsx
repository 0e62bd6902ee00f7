import { ArrowDown, ArrowUp } from 'lucide-react'
import { Icon } from '../../ui/icon.tsx'

export interface Sort<Order extends string> {
  order: Order
  descending: boolean
}

interface SortHeadingsProps<Order extends string> {
  columns: readonly { order: Order; label: string }[]
  sort: Sort<Order>
  onSort: (sort: Sort<Order>) => void
}

/** The headings of a table's columns: one sorts by its column, once more the other way round. */
export function SortHeadings<Order extends string>({ columns, sort, onSort }: SortHeadingsProps<Order>) {
  return columns.map(({ order, label }) => {
    const isSorted = sort.order === order
    return (
      <button
        key={order}
        type="button"
        className="approval-column"
        aria-label={`Sort by ${label}`}
        onClick={() => onSort({ order, descending: isSorted && !sort.descending })}
      >
        {label}
        {isSorted && <Icon glyph={sort.descending ? ArrowDown : ArrowUp} size={12} />}
      </button>
    )
  })
}
