import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Settings } from '#shared/contract/ipc.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { useView } from '../../../bridge/use-view.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { DropVeil } from '../../attachment/drop-veil.tsx'
import { giveFiles } from '../../attachment/give-files.ts'
import { useFileDrop } from '../../attachment/use-file-drop.ts'
import { useSayPresence } from '../../presence/use-say-presence.ts'
import { Composer } from '../composer/composer.tsx'
import type { Insertion } from '../composer/composing.ts'
import type { ThreadPlace } from '../search/hits.ts'
import { RefusedAct } from './refused-act.tsx'
import { Thread } from './thread.tsx'
import { type PanelState, ThreadHeader } from './thread-header.tsx'
import { useReadMark } from './use-read-mark.ts'

interface OpenConversationProps {
  identity: Identity
  conversationId: ConversationId
  sendKey: Settings['sendKey']
  composerRef: RefObject<HTMLTextAreaElement | null>
  onComposerReady: () => void
  isListHidden: boolean
  panel: PanelState
  place: ThreadPlace | null
  onOpenPlace: (place: ThreadPlace) => void
  onBack: () => void
}

/** One conversation: its header, its thread, the composer. */
export function OpenConversation({
  identity,
  conversationId,
  sendKey,
  composerRef,
  onComposerReady,
  isListHidden,
  panel,
  place,
  onOpenPlace,
  onBack
}: OpenConversationProps) {
  // the header tells of the channel too: whether its chat is on
  const topics = ['channels', `conversation:${conversationId}`] as const
  const header = useView('conversation.header', { conversationId }, topics)
  const [draftRequest, setDraftRequest] = useState<Insertion | null>(null)
  useReadMark(header.data ?? null)
  const sayTyping = useSayPresence(conversationId)
  const { isOver, dropProps } = useFileDrop((files) => {
    void giveFiles(conversationId, files)
    composerRef.current?.focus()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
    event.preventDefault()
    onBack()
  }
  if (header.error) {
    return (
      <ErrorState title="The chat could not be read" onRetry={header.retry}>
        {header.error}
      </ErrorState>
    )
  }
  if (header.data === undefined) return null
  if (header.data === null) {
    return (
      <ErrorState title="This chat is not here">
        It does not exist, or you may not see it any more.
      </ErrorState>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape goes back from whatever inside has the focus
    <div
      className="open-conversation"
      onKeyDown={onKeyDown}
      {...(header.data.channel.chatEnabled ? dropProps : {})}
    >
      <ThreadHeader
        header={header.data}
        panel={panel}
        onBack={isListHidden ? onBack : null}
        onGoTo={(position) => onOpenPlace({ conversationId, position, item: null })}
      />
      {header.data.refusedAct && <RefusedAct header={header.data} />}
      <Thread header={header.data} place={place} onEditRefused={setDraftRequest} />
      <Composer
        key={conversationId}
        header={header.data}
        identity={identity}
        sendKey={sendKey}
        inputRef={composerRef}
        onReady={onComposerReady}
        insertion={draftRequest}
        onAnswerTyped={sayTyping}
      />
      {isOver && <DropVeil followerName={header.data.follower.name} />}
    </div>
  )
}
