import './thread.css'
import { ArrowDown } from 'lucide-react'
import { type UIEvent, useMemo, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import type { Insertion } from '../composer/composing.ts'
import { BubbleView } from './bubble-view.tsx'
import { place } from './thread-state.ts'
import { useThread } from './use-thread.ts'

interface ThreadProps {
  header: ConversationHeader
  onEditRefused: (insertion: Insertion) => void
}

/** Pixels from the oldest loaded message at which older ones are asked for. */
const NEAR_TOP = 600
/** Pixels from the newest message from where a way back is offered. */
const FAR_FROM_END = 400

/**
 * The messages, oldest first, held at the newest. The scroll container runs backwards (column-reverse), so that the
 * browser keeps the newest message in place when older ones are put in front.
 */
export function Thread({ header, onEditRefused }: ThreadProps) {
  const thread = useThread(header.conversationId)
  const { locale } = useLocale()
  const scroller = useRef<HTMLDivElement>(null)
  const [isFar, setFar] = useState(false)
  // fixed while the conversation is open: reading moves the mark, not the divider
  const [unread] = useState(() => header.inboundSeq - header.readInboundSeq)
  const [openedInboundSeq] = useState(header.inboundSeq)
  const dayFormat = useMemo(
    () => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    [locale]
  )
  const arrived = header.inboundSeq - openedInboundSeq
  const placed = useMemo(
    () => place(thread.state, unread > 0 ? unread + arrived : 0, (atMs) => dayFormat.format(atMs)),
    [thread.state, unread, arrived, dayFormat]
  )
  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
    setFar(-scrollTop > FAR_FROM_END)
    if (scrollHeight - clientHeight + scrollTop < NEAR_TOP) void thread.loadOlder()
  }
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
        role="log"
        aria-label={`Messages with ${header.follower.name}`}
      >
        <ol className="thread-messages">
          {placed.map((item) => (
            <BubbleView
              key={item.bubble.messageId}
              placed={item}
              header={header}
              dayText={item.startsDay ? dayFormat.format(item.bubble.atMs) : null}
              onEditRefused={onEditRefused}
            />
          ))}
        </ol>
      </div>
      {isFar && (
        <div className="thread-to-end">
          <Button icon={ArrowDown} size="s" onPress={() => scroller.current?.scrollTo({ top: 0 })}>
            Newest
          </Button>
        </div>
      )}
    </div>
  )
}
