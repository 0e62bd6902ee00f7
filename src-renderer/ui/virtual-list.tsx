import './virtual-list.css'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState
} from 'react'
import { indexByKey, indexOfRow, type RowSource } from './row-source.ts'
import { mountedIndexes, scrollToRow, useRowWindow } from './use-row-window.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'
import { useWords } from './words.ts'

export interface RowState {
  index: number
  /** The row that the keyboard stands on. */
  isActive: boolean
  isSelected: boolean
}

export interface VirtualListHandle {
  focus: () => void
  /** Makes the row active and brings it into view. */
  reveal: (index: number) => void
}

export interface VirtualListProps<Row> {
  /** The name of the list for screen readers. */
  label: string
  /** How many rows there are and which they are; rows that are not loaded yet are undefined. Keep it stable. */
  rows: RowSource<Row>
  /** Pixels; every row has the same. */
  rowHeight: number
  selectedKey: string | null
  /** A click, Enter or Space; with `isSelectionFollowingFocus` also every arrow key. */
  onSelect: (row: Row, index: number) => void
  /** Enter or a double click, when that means more than selecting: going on into the detail. */
  onOpen?: (row: Row, index: number) => void
  isSelectionFollowingFocus?: boolean
  /** A key that the list itself has no use for, with the active row. */
  onKey?: (key: string, row: Row) => void
  renderRow: (row: Row, state: RowState) => ReactNode
  /** First and last index on screen, to load what is missing. */
  onRangeChange?: (first: number, last: number) => void
  ref?: Ref<VirtualListHandle>
}

const OVERSCAN = 6

/**
 * A list box of any length. The list has the focus and names its active row, so no row is lost when it scrolls out of
 * the window. Arrow keys (or J and K), Home, End, PageUp and PageDown walk. Rows may come and go above: active row, selection and
 * what is on screen stay.
 */
export function VirtualList<Row>({
  label,
  rows,
  rowHeight,
  selectedKey,
  onSelect,
  onOpen,
  isSelectionFollowingFocus = false,
  onKey,
  renderRow,
  onRangeChange,
  ref
}: VirtualListProps<Row>) {
  const words = useWords()
  const listId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<{ key: string | undefined; index: number }>({
    key: undefined,
    index: 0
  })
  const activeIndex = useMemo(() => indexOfRow(rows, active.key, active.index), [rows, active])

  // a selection from elsewhere (a notification, a link) is where the keyboard goes on
  const [followedKey, setFollowedKey] = useState<string | null>(null)
  if (selectedKey !== followedKey) {
    setFollowedKey(selectedKey)
    if (selectedKey !== null) setActive({ key: selectedKey, index: activeIndex })
  }

  const { first, last } = useRowWindow(scroller, rows.count, rowHeight)
  useScrollAnchor(scroller, rows, rowHeight)
  useEffect(() => onRangeChange?.(first, last), [onRangeChange, first, last])

  const keyAt = useCallback((index: number) => keyOfIndex(rows, index), [rows])
  const reveal = useCallback(
    (index: number) => {
      setActive({ key: keyAt(index), index })
      if (scroller.current) scrollToRow(scroller.current, index, rowHeight)
    },
    [keyAt, rowHeight]
  )
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus(), reveal }), [reveal])

  const select = (index: number) => {
    const row = rows.at(index)
    if (row !== undefined) onSelect(row, index)
  }
  // a row that was walked to before it was loaded is selected when it comes
  const awaited = useRef<number | null>(null)
  useEffect(() => {
    const index = awaited.current
    const row = index === null ? undefined : rows.at(index)
    if (index === null || row === undefined) return
    awaited.current = null
    onSelect(row, index)
  }, [rows, onSelect])
  const walkTo = (index: number) => {
    reveal(index)
    awaited.current = isSelectionFollowingFocus && rows.at(index) === undefined ? index : null
    if (isSelectionFollowingFocus) select(index)
  }
  const open = (index: number) => {
    const row = rows.at(index)
    if (row !== undefined) (onOpen ?? onSelect)(row, index)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const rowsPerPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const next = indexByKey(event.key, activeIndex, rows.count, rowsPerPage)
    if (next !== undefined) {
      event.preventDefault()
      walkTo(next)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (event.key === 'Enter') open(activeIndex)
      else select(activeIndex)
    } else {
      const row = rows.at(activeIndex)
      if (row !== undefined) onKey?.(event.key, row)
    }
  }

  const onMouseDown = (event: MouseEvent) => {
    const index = indexOfElement(event.target)
    if (index === undefined) return
    awaited.current = null
    setActive({ key: keyAt(index), index })
    // on press, not on release: the row answers in the same frame
    if (event.button === 0) select(index)
  }
  const onClick = (event: MouseEvent) => {
    // a click without a press comes from assistive software
    const index = event.detail === 0 ? indexOfElement(event.target) : undefined
    if (index !== undefined) select(index)
  }
  const onDoubleClick = (event: MouseEvent) => {
    const index = indexOfElement(event.target)
    if (index !== undefined && onOpen) open(index)
  }

  return (
    <div
      ref={scroller}
      className="ui-vlist"
      role="listbox"
      aria-label={label}
      aria-activedescendant={rows.count > 0 ? `${listId}-${activeIndex}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
    >
      <div className="ui-vlist-all" role="presentation" style={{ blockSize: rows.count * rowHeight }}>
        {/* the active row stays in the page, so that the list can always name it */}
        {mountedIndexes({ first, last }, rows.count, OVERSCAN, activeIndex).map((index) => {
          const row = rows.at(index)
          const isActive = index === activeIndex
          const isSelected = row !== undefined && rows.keyOf(row) === selectedKey
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active row
            <div
              key={row === undefined ? `missing ${index}` : rows.keyOf(row)}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={isSelected}
              aria-setsize={rows.count}
              aria-posinset={index + 1}
              aria-label={row === undefined ? words.rowLoading : undefined}
              data-index={index}
              data-active={isActive || undefined}
              className="ui-vlist-row"
              style={{ blockSize: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
            >
              {row !== undefined && renderRow(row, { index, isActive, isSelected })}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function keyOfIndex<Row>(rows: RowSource<Row>, index: number): string | undefined {
  const row = rows.at(index)
  return row === undefined ? undefined : rows.keyOf(row)
}

function indexOfElement(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('.ui-vlist-row') : null
  return row === null ? undefined : Number(row.dataset.index)
}
