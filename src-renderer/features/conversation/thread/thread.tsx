import './thread.css'
import { ArrowDown } from 'lucide-react'
import { type UIEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { freshView } from '../../../bridge/use-view.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { THREAD_KEYS, useChatShortcut } from '../chat-shortcuts.ts'
import type { Insertion } from '../composer/composing.ts'
import type { ThreadPlace } from '../search/hits.ts'
import { BubbleView } from './bubble-view.tsx'
import { keptPlace } from './kept-places.ts'
import { MessageMenu } from './message-menu.tsx'
import { NoteItem } from './note-view.tsx'
import { idOf, place, type ThreadItem } from './thread-items.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { isFulfilled, usePlace } from './use-place.ts'
import { useThread } from './use-thread.ts'
import { useThreadScroll } from './use-thread-scroll.ts'
import { walkMessages } from './walk-messages.ts'

interface ThreadProps {
  header: ConversationHeader
  /** where to go in it; null for the newest */
  place: ThreadPlace | null
  onEditRefused: (insertion: Insertion) => void
}

/** Pixels from the end of what is loaded at which more is asked for. */
const NEAR_END = 1200
/** Pixels from the newest message from where a way back is offered. */
const FAR_FROM_NEWEST = 400

/**
 * The messages with the notes among them, oldest first, held at the newest. The scroll container runs backwards
 * (column-reverse), so that it begins at the newest message without scrolling.
 */
export function Thread({ header, place: wanted, onEditRefused }: ThreadProps) {
  const thread = useThread(header.conversationId)
  const { locale } = useLocale()
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const asked = wanted?.conversationId === header.conversationId ? wanted : null
  const [kept] = useState(() => (asked && !isFulfilled(asked) ? null : keptPlace(header.conversationId)))
  const scroll = useThreadScroll(scroller, list, kept)
  const [isFar, setFar] = useState(kept !== null)
  // fixed while the conversation is open: reading moves the mark, not the divider
  const opened = useOpenedHeader(header)
  const unread = opened ? opened.inboundSeq - opened.readInboundSeq : 0
  const [seenInboundSeq, setSeenInboundSeq] = useState(kept ? header.readInboundSeq : header.inboundSeq)
  const dayFormat = useMemo(
    () => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    [locale]
  )
  const arrived = header.inboundSeq - (opened ?? header).inboundSeq
  const items = useItems(thread.state, unread > 0 ? unread + arrived : 0, dayFormat)
  const isAway = isFar || thread.state.newer
  if (!isAway && seenInboundSeq !== header.inboundSeq) setSeenInboundSeq(header.inboundSeq)
  const missed = header.inboundSeq - seenInboundSeq

  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
    scroll.remember()
    setFar(-scrollTop > FAR_FROM_NEWEST)
    if (scrollHeight - clientHeight + scrollTop < NEAR_END) thread.loadOlder()
    if (-scrollTop < NEAR_END) thread.loadNewer()
  }
  const toNewest = (takesFocus: boolean) => {
    scroll.hold(null)
    thread.toNewest()
    scroller.current?.scrollTo({ top: 0 })
    if (takesFocus) scroller.current?.focus()
  }
  usePlace(asked, { thread, items, list, scroll })
  useKeptPlace(kept, {
    conversationId: header.conversationId,
    thread,
    items,
    scroll,
    onLost: () => setFar(false)
  })
  useChatShortcut(THREAD_KEYS, () => {
    if (list.current?.lastElementChild instanceof HTMLElement) list.current.lastElementChild.focus()
  })
  const onOwn = useEffectEvent(() => {
    if (isAway) toNewest(false)
  })
  // whoever sends something wants to see it
  const { lastOwn } = thread
  const [firstOwn] = useState(lastOwn)
  useEffect(() => {
    if (lastOwn !== null && lastOwn !== firstOwn) onOwn()
  }, [lastOwn, firstOwn])
  if (thread.error) {
    return (
      <ErrorState title="The messages could not be read" onRetry={thread.retry}>
        {thread.error}
      </ErrorState>
    )
  }
  return (
    <div className="thread">
      <div
        ref={scroller}
        className="thread-scroller"
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        tabIndex={0}
        onKeyDown={walkMessages}
        role="log"
        aria-label={`Messages with ${header.follower.name}`}
      >
        <MessageMenu items={items}>
          <ol ref={list} className="thread-messages">
            {items.map((item) => {
              const dayText = item.startsDay ? dayFormat.format(atMsOf(item)) : null
              return item.kind === 'note' ? (
                <NoteItem key={idOf(item)} note={item.note} dayText={dayText} />
              ) : (
                <BubbleView
                  key={idOf(item)}
                  placed={item}
                  header={header}
                  dayText={dayText}
                  onEditRefused={onEditRefused}
                />
              )
            })}
          </ol>
        </MessageMenu>
      </div>
      {isAway && (
        <div className="thread-to-end">
          <Button icon={ArrowDown} size="s" onPress={() => toNewest(true)}>
            {missed > 0 ? `${missed} new` : 'Newest'}
          </Button>
        </div>
      )}
    </div>
  )
}

/**
 * The header as it was when the conversation was opened. What is painted at once may be of the last time that it was open: then the
 * first reading after it counts, and until then null.
 */
function useOpenedHeader(header: ConversationHeader): ConversationHeader | null {
  const { conversationId } = header
  const [painted] = useState(header)
  const [opened, setOpened] = useState(() =>
    freshView('conversation.header', { conversationId }) === undefined ? null : header
  )
  if (opened === null && header !== painted) setOpened(header)
  return opened
}

/** The items of a thread; those that stand as before are the same objects, so that only others are painted again. */
function useItems(
  state: Parameters<typeof place>[0],
  unread: number,
  dayFormat: Intl.DateTimeFormat
): readonly ThreadItem[] {
  const before = useRef<readonly ThreadItem[]>([])
  return useMemo(() => {
    before.current = place(state, unread, (atMs) => dayFormat.format(atMs), before.current)
    return before.current
  }, [state, unread, dayFormat])
}

function atMsOf(item: ThreadItem): number {
  return item.kind === 'note' ? item.note.atMs : item.bubble.atMs
}
