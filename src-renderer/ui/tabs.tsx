import './tabs.css'
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import { Badge } from './badge.tsx'
import { type Glyph, Icon } from './icon.tsx'

export interface TabItem<Id extends string = string> {
  id: Id
  label: string
  count?: number
  icon?: Glyph
}

export interface TabsProps<Id extends string> {
  /** What the tabs switch, for screen readers. */
  label: string
  items: readonly TabItem<Id>[]
  selectedId: Id
  onChange: (id: Id) => void
  /** The panel of the selected tab. */
  children: (id: Id) => ReactNode
}

/** Sections of one page; arrow keys walk, only the selected panel is mounted. */
export function Tabs<Id extends string>({ label, items, selectedId, onChange, children }: TabsProps<Id>) {
  return (
    <AriaTabs
      className="ui-tabs"
      selectedKey={selectedId}
      onSelectionChange={(key) => {
        const chosen = items.find((item) => item.id === key)
        if (chosen && chosen.id !== selectedId) onChange(chosen.id)
      }}
    >
      <TabList aria-label={label} className="ui-tab-list">
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="ui-tab">
            {item.icon && <Icon glyph={item.icon} size={14} />}
            {item.label}
            {item.count !== undefined && <Badge count={item.count} />}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="ui-tab-panel">
          {item.id === selectedId && children(item.id)}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
