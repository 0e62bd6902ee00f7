import { FileText, Handshake, Inbox, MessageSquareText, Paperclip, Settings, Sparkles } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Avatar } from '../avatar.tsx'
import { Button } from '../button.tsx'
import { IconButton, ToggleIconButton } from '../icon-button.tsx'
import { MenuButton } from '../menu-button.tsx'
import { rowsOf } from '../row-source.ts'
import { SearchField } from '../search-field.tsx'
import { SegmentedFilter } from '../segmented-filter.tsx'
import { SplitPane } from '../split-pane.tsx'
import { StatusPill } from '../status-pill.tsx'
import { TextArea } from '../text-area.tsx'
import { UserText } from '../user-text.tsx'
import { VirtualList } from '../virtual-list.tsx'
import { exampleEntries } from './actions-section.tsx'
import { type ExampleChat, exampleChats } from './example-chats.ts'
import { ExampleRow, ExampleThread } from './example-rows.tsx'

const filters = [
  { id: 'mine', label: 'Mine', count: 4 },
  { id: 'unanswered', label: 'Unanswered', count: 7 },
  { id: 'active', label: 'Active' }
] as const

const rooms = [
  { label: 'Chat', icon: Inbox },
  { label: 'Canned responses', icon: MessageSquareText },
  { label: 'Engagements', icon: Sparkles },
  { label: 'Partner management', icon: Handshake },
  { label: 'Settings', icon: Settings }
]

/** The whole desk made of the components, to judge density and calm; nothing of it is the app. */
export function DeskScene() {
  const [filter, setFilter] = useState<'mine' | 'unanswered' | 'active'>('mine')
  const [selected, setSelected] = useState<string | null>('chat-0')
  const rows = useMemo(() => rowsOf(exampleChats, (chat: ExampleChat) => chat.id), [])
  return (
    <div className="scene">
      <nav className="scene-rail" aria-label="Rooms">
        {rooms.map((room, index) => (
          <ToggleIconButton key={room.label} icon={room.icon} label={room.label} isSelected={index === 0} />
        ))}
      </nav>
      <main className="scene-body">
        <h1 className="ui-visually-hidden">Desk</h1>
        <SplitPane
          label="Width of the chat list"
          width={300}
          minWidth={220}
          maxWidth={420}
          onWidthChange={() => undefined}
          pane={
            <section className="scene-column" aria-label="Chats">
              <header className="scene-header">
                <SearchField label="Search chats" placeholder="Search" shortcut="Mod+F" />
              </header>
              <div className="scene-filters">
                <SegmentedFilter
                  label="Show chats"
                  items={filters}
                  selectedId={filter}
                  onChange={setFilter}
                />
              </div>
              <div className="scene-fill">
                <VirtualList
                  label="Chats"
                  rows={rows}
                  rowHeight={56}
                  selectedKey={selected}
                  onSelect={(chat) => setSelected(chat.id)}
                  renderRow={(chat) => <ExampleRow chat={chat} />}
                />
              </div>
            </section>
          }
        >
          <section className="scene-column" aria-label="Chat with Amal Khoury">
            <header className="scene-header">
              <strong>Amal Khoury</strong>
              <span className="scene-muted">Northwind Coffee</span>
              <span className="scene-space" />
              <StatusPill status="active" agentName="Mia" />
              <Button>Finish</Button>
              <MenuButton entries={exampleEntries} />
            </header>
            <ExampleThread />
            <div className="scene-composer">
              <TextArea
                label="Reply"
                isLabelHidden
                variant="bare"
                minRows={2}
                placeholder="Reply to Amal, / for a canned response"
              />
              <div className="scene-tools">
                <IconButton icon={Paperclip} label="Attach a file" />
                <IconButton icon={Sparkles} label="Send an engagement" />
                <IconButton icon={FileText} label="Insert a canned response" shortcut="/" />
                <span className="scene-space" />
                <Button variant="primary">Send</Button>
              </div>
            </div>
          </section>
        </SplitPane>
      </main>
      <footer className="scene-status">
        <span>Online</span>
        <span>Up to date 3 s ago</span>
        <span>0 unsent</span>
        <span className="scene-space" />
        <Avatar name="Mia Horvat" size={20} />
        <UserText text="Mia (agent)" />
      </footer>
    </div>
  )
}
