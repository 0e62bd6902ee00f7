import './outbox-room.css'
import { CircleCheck } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { ConversationId, OpId } from '#shared/base/ids.ts'
import type { OutboxItem, SyncStatus } from '#shared/sync/status.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { rowsOf } from '../../ui/row-source.ts'
import { SegmentedFilter } from '../../ui/segmented-filter.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { VirtualList, type VirtualListHandle } from '../../ui/virtual-list.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { describe } from './describe.ts'
import { wayOfKey } from './keys.ts'
import { OutboxItemView } from './outbox-item-view.tsx'
import { OUTBOX_ROW_HEIGHT, OutboxRow } from './outbox-row.tsx'
import { useWaysOut } from './use-ways-out.tsx'
import { waysOut } from './ways-out.ts'

interface OutboxRoomProps {
  onOpenConversation: (conversationId: ConversationId) => void
}

type Which = 'all' | 'decide' | 'waiting'

/** Everything unsent, oldest first, with what holds it and what the person can do. */
export function OutboxRoom({ onOpenConversation }: OutboxRoomProps) {
  const items = useView('outbox.list', {}, ['outbox'])
  const status = useView('sync.status', {}, ['status']).data
  if (items.error) {
    return (
      <ErrorState title="The Outbox could not be read" onRetry={items.retry}>
        {items.error}
      </ErrorState>
    )
  }
  if (!items.data) return null
  if (items.data.length === 0) {
    return (
      <div className="outbox">
        <VisuallyHidden as="h1">Outbox</VisuallyHidden>
        <EmptyState icon={CircleCheck} title="Everything is sent">
          What you write without a connection waits here until it can be sent.
        </EmptyState>
      </div>
    )
  }
  return <FilledOutbox items={items.data} status={status} onOpenConversation={onOpenConversation} />
}

interface FilledOutboxProps extends OutboxRoomProps {
  items: readonly OutboxItem[]
  status: SyncStatus | undefined
}

const isRefused = (item: OutboxItem) => item.state === 'rejected'

function FilledOutbox({ items, status, onOpenConversation }: FilledOutboxProps) {
  const [which, setWhich] = useState<Which>('all')
  const [chosen, setChosen] = useState<{ opId: OpId; index: number } | null>(null)
  const list = useRef<VirtualListHandle>(null)
  const settings = useView('settings.current', {}, ['settings']).data
  const ways = useWaysOut({ onOpenConversation })
  const refused = items.filter(isRefused).length
  const shown = useMemo(
    () => items.filter((item) => which === 'all' || isRefused(item) === (which === 'decide')),
    [items, which]
  )
  const rows = useMemo(() => rowsOf(shown, ({ opId }) => opId), [shown])
  // what was settled leaves its place to the next one
  const found = shown.findIndex(({ opId }) => opId === chosen?.opId)
  const item = shown[found >= 0 ? found : Math.min(chosen?.index ?? 0, shown.length - 1)]
  const show = (opId: OpId) => {
    setWhich('all')
    setChosen({ opId, index: items.findIndex((other) => other.opId === opId) })
    list.current?.focus()
  }
  if (!settings) return null
  return (
    <div className="outbox">
      <header className="outbox-header">
        <h1>Outbox</h1>
        <p className="outbox-sum" role="status">
          {sumOf(items.length - refused, refused)}
        </p>
        <SendNow link={status?.link} />
      </header>
      <SplitPane
        label="Width of the list"
        width={settings.listWidth}
        minWidth={280}
        maxWidth={480}
        onWidthChange={(listWidth) => void desk.act('settings.save', { listWidth })}
        pane={
          <div className="outbox-side">
            {refused > 0 && (
              <div className="outbox-filter">
                <SegmentedFilter<Which>
                  label="What to show"
                  items={[
                    { id: 'all', label: 'All', count: items.length },
                    { id: 'decide', label: 'To decide', count: refused },
                    { id: 'waiting', label: 'Waiting', count: items.length - refused }
                  ]}
                  selectedId={which}
                  onChange={setWhich}
                />
              </div>
            )}
            <VirtualList<OutboxItem>
              ref={list}
              label="Unsent"
              rows={rows}
              rowHeight={OUTBOX_ROW_HEIGHT}
              selectedKey={item?.opId ?? null}
              isSelectionFollowingFocus
              onSelect={({ opId }, index) => setChosen({ opId, index })}
              onOpen={(row) => openChat(row, onOpenConversation)}
              onKey={(key, row) => {
                const does = wayOfKey(key, waysOut(row))
                if (does) ways.go(does, row)
              }}
              renderRow={(row) => <OutboxRow item={row} link={status?.link} />}
            />
          </div>
        }
      >
        {item ? (
          <OutboxItemView
            key={item.opId}
            item={item}
            status={status}
            onGo={(does) => ways.go(does, item)}
            onShow={show}
            onOpenConversation={onOpenConversation}
          />
        ) : (
          <EmptyState icon={CircleCheck} title={which === 'decide' ? 'Nothing to decide' : 'Nothing waits'} />
        )}
      </SplitPane>
      {ways.question}
    </div>
  )
}

/** What gets the Outbox going from here: trying at once, or going online; a session that is over has a banner of its own. */
function SendNow({ link }: { link: SyncStatus['link'] | undefined }) {
  if (link === 'sign-in-needed') return null
  const isPaused = link === 'paused-by-person'
  const go = () =>
    isPaused ? desk.act('sync.set-offline', { offline: false }) : desk.act('sync.retry-now', {})
  return (
    <Button size="s" onPress={() => void go()}>
      {isPaused ? 'Go online' : 'Try now'}
    </Button>
  )
}

function openChat(item: OutboxItem, open: (conversationId: ConversationId) => void): void {
  const { conversationId } = describe(item)
  if (conversationId) open(conversationId)
}

function sumOf(unsent: number, refused: number): string {
  const parts = [unsent > 0 ? `${unsent} unsent` : '', refused > 0 ? `${refused} to decide` : '']
  return parts.filter((part) => part !== '').join(', ')
}
