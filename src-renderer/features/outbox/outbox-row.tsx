import { useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import { desk } from '../../bridge/desk.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { useToasts } from '../../ui/toast.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { describe } from './describe.ts'
import { keepAsDraft, moveToDraft, retryRefused } from './resolve.ts'
import { stateWords } from './state-words.ts'

interface OutboxRowProps {
  item: OutboxItem
  onOpenConversation: (conversationId: ConversationId) => void
}

/** One unsettled Operation: what it is, where it stands, and what can be done with it. */
export function OutboxRow({ item, onOpenConversation }: OutboxRowProps) {
  const { title, text, conversationId } = describe(item)
  return (
    <li className="outbox-row" data-refused={item.state === 'rejected'}>
      <div className="outbox-what">
        <h2>
          <UserText text={item.about === null ? title : `${title}: ${item.about}`} isSingleLine />
        </h2>
        {text !== null && <UserText text={text} isSingleLine />}
        <p className="outbox-state">
          {stateWords(item)} · <RelativeTime atMs={item.createdAtMs} />
        </p>
      </div>
      {conversationId && (
        <Button size="s" variant="quiet" onPress={() => onOpenConversation(conversationId)}>
          Open chat
        </Button>
      )}
      <OutboxActs item={item} onOpenConversation={onOpenConversation} />
    </li>
  )
}

/** What may have reached the server already: only the server can say whether it is too late. */
function WithdrawAct({ item }: { item: OutboxItem }) {
  const toasts = useToasts()
  const withdraw = async () => {
    const { outcome } = await desk.act('outbox.discard', { opId: item.opId, withdraw: true })
    if (outcome === 'tooLate' || outcome === 'notFound') toasts.show({ text: 'The server has it already.' })
  }
  return (
    <Button size="s" variant="quiet" onPress={() => void withdraw()}>
      Withdraw
    </Button>
  )
}

function OutboxActs({ item, onOpenConversation }: OutboxRowProps) {
  const toasts = useToasts()
  const [isAsking, setAsking] = useState(false)
  const isRefused = item.state === 'rejected'
  const isMessage = item.type === 'message.send'
  const takenBy =
    item.rejection?.code === 'already_taken' ? (item.rejection.detail.byName ?? 'a colleague') : null
  if (item.state === 'sending') return item.withdrawing ? null : <WithdrawAct item={item} />
  if (!isRefused && item.state !== 'queued') return null

  const retry = async () => {
    const outcome = await retryRefused(item)
    if (!outcome.ok) toasts.show({ text: outcome.message, tone: 'danger' })
  }
  const discard = async () => {
    const { outcome } = await desk.act('outbox.discard', { opId: item.opId })
    if (outcome !== 'discarded') return toasts.show({ text: 'It is on its way already.' })
    if (isMessage) {
      const undo = { label: 'Keep as draft', onAction: () => void keepAsDraft(item) }
      toasts.show({ text: 'Message discarded', action: undo })
    }
  }
  const edit = async () => {
    const conversationId = await moveToDraft(item)
    if (conversationId) onOpenConversation(conversationId)
    else
      toasts.show({ text: 'The text could not be moved: the disk is full or not writable.', tone: 'danger' })
  }
  return (
    <>
      {isRefused && (
        <Button size="s" onPress={() => (isMessage && takenBy ? setAsking(true) : void retry())}>
          {isMessage && takenBy ? 'Take over and send…' : 'Retry'}
        </Button>
      )}
      {isMessage && (
        <Button size="s" variant="quiet" onPress={() => void edit()}>
          Edit
        </Button>
      )}
      <Button size="s" variant="quiet" onPress={() => void discard()}>
        Discard
      </Button>
      <ConfirmDialog
        title={`Take over this chat from ${takenBy ?? ''}?`}
        confirmLabel="Take over and send"
        isOpen={isAsking}
        onConfirm={() => {
          setAsking(false)
          void retry()
        }}
        onCancel={() => setAsking(false)}
      >
        <p>
          {takenBy} is answering this follower now. Your message is sent and you become the one who answers.
        </p>
      </ConfirmDialog>
    </>
  )
}
