import './conversation-room.css'
import { MessagesSquare } from 'lucide-react'
import { useRef, useSyncExternalStore } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { later } from '../../ui/later.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import type { VirtualListHandle } from '../../ui/virtual-list.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Inbox } from './inbox/inbox.tsx'
import type { ThreadPlace } from './search/hits.ts'

const FollowerSide = later(async () => (await import('./panel/follower-side.tsx')).FollowerSide)
const OpenConversation = later(async () => (await import('./thread/open-conversation.tsx')).OpenConversation)

interface ConversationRoomProps {
  identity: Identity
  conversationId: ConversationId | null
  /** where in it to go */
  place: ThreadPlace | null
  onOpen: (conversationId: ConversationId | null) => void
  onOpenPlace: (place: ThreadPlace) => void
}

const wideEnoughForPanel = window.matchMedia('(min-width: 1200px)')
const wideEnoughForList = window.matchMedia('(min-width: 900px)')

/** Chat: the inbox, the open conversation, the follower. Narrow windows fold the panel, then the list. */
export function ConversationRoom({
  identity,
  conversationId,
  place,
  onOpen,
  onOpenPlace
}: ConversationRoomProps) {
  const settings = useView('settings.current', {}, ['settings']).data
  const panelFits = useMedia(wideEnoughForPanel)
  const listFits = useMedia(wideEnoughForList)
  const inbox = useRef<VirtualListHandle>(null)
  const composer = useRef<HTMLTextAreaElement>(null)
  // Enter in the list begins an answer, which may have to wait for the composer: its chat or its draft is still being read
  const isAnswering = useRef(false)
  const focusComposer = () => {
    if (!isAnswering.current || !composer.current || composer.current.disabled) return
    isAnswering.current = false
    composer.current.focus()
  }
  if (!settings) return null
  const backToList = () => (listFits ? inbox.current?.focus() : onOpen(null))
  return (
    <>
      <VisuallyHidden as="h1">Chat</VisuallyHidden>
      <SplitPane
        label="Width of the chat list"
        width={settings.listWidth}
        minWidth={280}
        maxWidth={480}
        onWidthChange={(listWidth) => void desk.act('settings.save', { listWidth })}
        isPaneHidden={!listFits && conversationId !== null}
        pane={
          <Inbox
            ref={inbox}
            role={identity.role}
            conversationId={conversationId}
            onSelect={(id) => {
              isAnswering.current = false
              onOpen(id)
            }}
            onOpen={(id) => {
              isAnswering.current = true
              onOpen(id)
              focusComposer()
            }}
          />
        }
      >
        {conversationId === null ? (
          <EmptyState icon={MessagesSquare} title="No chat is open">
            Choose one from the list. Arrow keys walk it, Enter begins an answer.
          </EmptyState>
        ) : (
          <SplitPane
            label="Width of the follower panel"
            side="end"
            width={settings.panelWidth}
            minWidth={240}
            maxWidth={420}
            onWidthChange={(panelWidth) => void desk.act('settings.save', { panelWidth })}
            isPaneHidden={!panelFits || !settings.panelOpen}
            pane={
              <FollowerSide
                conversationId={conversationId}
                folded={settings.foldedParts}
                onOpen={onOpen}
                onOpenPlace={onOpenPlace}
              />
            }
          >
            <OpenConversation
              key={conversationId}
              identity={identity}
              conversationId={conversationId}
              sendKey={settings.sendKey}
              composerRef={composer}
              onComposerReady={focusComposer}
              isListHidden={!listFits}
              panel={panelFits ? (settings.panelOpen ? 'open' : 'closed') : 'unavailable'}
              place={place}
              onOpenPlace={onOpenPlace}
              onBack={backToList}
            />
          </SplitPane>
        )}
      </SplitPane>
    </>
  )
}

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (onChange) => {
      query.addEventListener('change', onChange)
      return () => query.removeEventListener('change', onChange)
    },
    () => query.matches
  )
}
