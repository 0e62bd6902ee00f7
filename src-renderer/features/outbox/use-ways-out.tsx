import { type ReactNode, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import { desk } from '../../bridge/desk.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useToasts } from '../../ui/toast.tsx'
import { useOneAtATime } from '../../ui/use-one-at-a-time.ts'
import { moveToDraft, restoreAsNew, retryRefused, type Settling, sendWithoutFiles } from './resolve.ts'
import { isSend } from './subject.ts'
import type { Way } from './ways-out.ts'

interface WaysOptions {
  /** puts the text where it can be edited; without it the draft of its chat takes it */
  onEdit?: (item: Settling) => Promise<void>
  onOpenConversation?: (conversationId: ConversationId) => void
}

/** Goes a way out of the Outbox: asks before what cannot be undone, offers to undo the rest, and says what went wrong. */
export function useWaysOut({ onEdit, onOpenConversation }: WaysOptions) {
  const toasts = useToasts()
  const [asking, setAsking] = useState<Settling | null>(null)

  const failed = (text: string) => toasts.show({ text, tone: 'danger' })
  const retry = async (item: Settling) => {
    const outcome = await retryRefused(item)
    if (!outcome.ok) failed(outcome.message)
  }
  const edit = async (item: Settling) => {
    if (onEdit) return onEdit(item)
    const conversationId = await moveToDraft(item)
    if (conversationId) onOpenConversation?.(conversationId)
    else failed('The text could not be moved: the disk is full or not writable.')
  }
  const discard = async ({ opId }: Settling) => {
    const { outcome } = await desk.act('outbox.discard', { opId })
    if (outcome !== 'discarded') return void toasts.show({ text: 'It is on its way already.' })
    const undo = async () => {
      const { restored } = await desk.act('outbox.restore', { opId })
      if (!restored) failed('It could not be brought back: the disk is full or not writable.')
    }
    toasts.show({ text: 'Discarded', action: { label: 'Undo', onAction: () => void undo() } })
  }
  /** What may have reached the server already: only the server can say whether it is too late. */
  const withdraw = async ({ opId }: Settling) => {
    const { outcome } = await desk.act('outbox.discard', { opId, withdraw: true })
    if (outcome === 'tooLate' || outcome === 'notFound') toasts.show({ text: 'The server has it already.' })
  }
  const textAlone = async (item: Settling) => {
    const outcome = await sendWithoutFiles(item)
    if (!outcome.ok) failed(outcome.message)
  }
  const asNew = async (item: Settling) => {
    const outcome = await restoreAsNew(item)
    if (!outcome.ok) return void failed(outcome.message)
    const where = outcome.movedTo === null ? '' : ` into “${outcome.movedTo}”: its category was removed too`
    const done = item.rejection?.code === 'edit_conflict' ? 'Saved as a new one' : 'Restored as new'
    toasts.show({ text: `${done}${where}` })
  }
  const exportToFile = async ({ opId }: Settling) => {
    const { outcome } = await desk.act('outbox.export', { opIds: [opId] })
    if (outcome === 'saved') toasts.show({ text: 'Saved' })
    if (outcome === 'failed') failed('The file could not be written. Choose another folder.')
  }

  const acts: Record<Way['does'], (item: Settling) => unknown> = {
    retry,
    edit,
    discard,
    withdraw,
    'take-over': setAsking,
    'without-files': textAlone,
    'restore-as-new': asNew,
    export: exportToFile
  }
  const question: ReactNode = (
    <TakeOverQuestion
      item={asking}
      onCancel={() => setAsking(null)}
      onConfirm={(item) => {
        setAsking(null)
        void retry(item)
      }}
    />
  )
  const go = useOneAtATime(
    (way: Way['does'], item: Settling) => acts[way](item),
    (_way, item) => item.opId
  )
  return { go: (way: Way['does'], item: Settling) => void go(way, item), question }
}

interface TakeOverQuestionProps {
  item: Settling | null
  onConfirm: (item: Settling) => void
  onCancel: () => void
}

function TakeOverQuestion({ item, onConfirm, onCancel }: TakeOverQuestionProps) {
  const who = item?.rejection?.detail.byName ?? 'your colleague'
  const sends = item !== null && isSend(item.type)
  return (
    <ConfirmDialog
      title={`Take over this chat from ${who}?`}
      confirmLabel={sends ? 'Take over and send' : 'Take over'}
      isOpen={item !== null}
      onConfirm={() => item && onConfirm(item)}
      onCancel={onCancel}
    >
      <p dir="auto">
        {who} is answering this follower now.{' '}
        {sends
          ? 'Your message is sent and you become the one who answers.'
          : 'You become the one who answers.'}
      </p>
    </ConfirmDialog>
  )
}
