import './outbox-room.css'
import { CircleCheck } from 'lucide-react'
import type { ConversationId } from '#shared/base/ids.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { OutboxRow } from './outbox-row.tsx'

interface OutboxRoomProps {
  onOpenConversation: (conversationId: ConversationId) => void
}

/** Everything unsent, oldest first, with what holds it and what the person can do. */
export function OutboxRoom({ onOpenConversation }: OutboxRoomProps) {
  const items = useView('outbox.list', {}, ['outbox'])
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
      <>
        <VisuallyHidden as="h1">Outbox</VisuallyHidden>
        <EmptyState icon={CircleCheck} title="Everything is sent">
          What you write without a connection waits here until it can be sent.
        </EmptyState>
      </>
    )
  }
  return (
    <div className="outbox">
      <header className="outbox-header">
        <h1>Outbox</h1>
        <Button onPress={() => void desk.act('sync.retry-now', {})}>Try now</Button>
      </header>
      <ul className="outbox-list">
        {items.data.map((item) => (
          <OutboxRow key={item.opId} item={item} onOpenConversation={onOpenConversation} />
        ))}
      </ul>
    </div>
  )
}
