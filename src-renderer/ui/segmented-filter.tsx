import './segmented-filter.css'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { Count } from './badge.tsx'

export interface FilterItem<Id extends string = string> {
  id: Id
  label: string
  count?: number
}

export interface SegmentedFilterProps<Id extends string> {
  /** What is filtered, for screen readers. */
  label: string
  items: readonly FilterItem<Id>[]
  selectedId: Id
  onChange: (id: Id) => void
}

/** One of a few filters, always visible with their counts. */
export function SegmentedFilter<Id extends string>({
  label,
  items,
  selectedId,
  onChange
}: SegmentedFilterProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="ui-filter"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selectedId]}
      onSelectionChange={(keys) => {
        const chosen = items.find((item) => keys.has(item.id))
        if (chosen) onChange(chosen.id)
      }}
    >
      {items.map((item) => (
        <ToggleButton key={item.id} id={item.id} className="ui-filter-item">
          {item.label}
          {item.count !== undefined && <Count count={item.count} />}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
