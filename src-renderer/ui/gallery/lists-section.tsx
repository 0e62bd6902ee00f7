import { Pencil } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ContextMenu } from '../context-menu.tsx'
import { Disclosure } from '../disclosure.tsx'
import { IconButton } from '../icon-button.tsx'
import { rowsOf } from '../row-source.ts'
import { SplitPane } from '../split-pane.tsx'
import { VirtualList } from '../virtual-list.tsx'
import { exampleEntries } from './actions-section.tsx'
import { Section } from './section.tsx'

interface Line {
  id: string
  text: string
}

export function ListsSection() {
  const lines = useMemo<Line[]>(
    () => Array.from({ length: 50_000 }, (_, index) => ({ id: `line-${index}`, text: `Row ${index + 1}` })),
    []
  )
  const rows = useMemo(() => rowsOf(lines, (line) => line.id), [lines])
  const [selected, setSelected] = useState<string | null>('line-1')
  const [width, setWidth] = useState(240)
  return (
    <Section title="Lists and panes">
      <div className="gallery-frame">
        <SplitPane
          label="Width of the list"
          width={width}
          minWidth={160}
          maxWidth={400}
          onWidthChange={setWidth}
          pane={
            <ContextMenu label="Row" entriesFor={() => exampleEntries}>
              <VirtualList
                label="Fifty thousand rows"
                rows={rows}
                rowHeight={32}
                selectedKey={selected}
                onSelect={(line) => setSelected(line.id)}
                isSelectionFollowingFocus
                renderRow={(line) => <div className="gallery-line">{line.text}</div>}
              />
            </ContextMenu>
          }
        >
          <div className="gallery-padded">
            <Disclosure
              title="Opening hours"
              isDefaultExpanded
              end={<IconButton icon={Pencil} label="Rename Opening hours" size="s" />}
            >
              <p className="gallery-padded">We open at eight.</p>
            </Disclosure>
            <Disclosure title="Returns">
              <p>Within thirty days.</p>
            </Disclosure>
          </div>
        </SplitPane>
      </div>
    </Section>
  )
}
