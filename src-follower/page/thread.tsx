import { ArrowDown } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ChatState } from '../chat/state.ts'
import { dayLabel } from './day.ts'
import { MessageItem } from './message.tsx'
import { threadRows } from './thread-rows.ts'
import { WORDS } from './words.ts'

/** So close to the end counts as reading the end. */
const NEAR_END_PX = 80

interface Props {
  state: ChatState
  onEdit: (key: string) => void
  onRemove: (key: string) => void
  fileUrl: (sha256: string) => string
  onEngage: (key: string, outcome: 'opened' | 'redeemed') => Promise<string | null>
}

/** What was said, newest at the bottom; it follows the end unless somebody reads further up. */
export function Thread({ state, onEdit, onRemove, fileUrl, onEngage }: Props) {
  const rows = useMemo(() => threadRows(state), [state])
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [newer, setNewer] = useState(false)
  const newestId = state.messages[state.messages.length - 1]?.id
  const writtenAtMs = state.unsent[state.unsent.length - 1]?.writtenAtMs ?? 0

  const toEnd = useCallback(() => {
    const element = scroller.current
    if (element) element.scrollTop = element.scrollHeight
    setNewer(false)
  }, [])

  // what the follower writes is always shown; what arrives waits while they read further up
  const seen = useRef<{ newestId: string | undefined; writtenAtMs: number } | null>(null)
  useLayoutEffect(() => {
    const before = seen.current
    seen.current = { newestId, writtenAtMs: Math.max(writtenAtMs, before?.writtenAtMs ?? 0) }
    if (before === null || atEnd.current || writtenAtMs > before.writtenAtMs) toEnd()
    else if (newestId !== before.newestId) setNewer(true)
  }, [newestId, writtenAtMs, toEnd])

  // the keyboard and a growing composer take height away at the bottom, and a message's state may add some
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])

  const onScroll = () => {
    const element = scroller.current
    if (!element) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX
    if (atEnd.current) setNewer(false)
  }

  const first = state.messages[0]
  const nowMs = Date.now()
  return (
    <div className="thread-frame">
      <div
        className="thread"
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={WORDS.thread}
      >
        <div className="thread-column">
          {rows.length === 0 && <p className="thread-empty">{WORDS.empty}</p>}
          {first !== undefined && first.position > 1 && <p className="thread-note">{WORDS.onlyNewest}</p>}
          <ol className="thread-list">
            {rows.map((row) =>
              row.kind === 'day' ? (
                <li className="day" key={row.key}>
                  <span>{dayLabel(row.dayMs, nowMs)}</span>
                </li>
              ) : (
                <MessageItem
                  key={row.key}
                  row={row}
                  onEdit={onEdit}
                  onRemove={onRemove}
                  fileUrl={fileUrl}
                  onEngage={onEngage}
                />
              )
            )}
          </ol>
        </div>
      </div>
      {newer && (
        <button type="button" className="newer" onClick={toEnd}>
          <ArrowDown size={18} aria-hidden="true" />
          {WORDS.newer}
        </button>
      )}
    </div>
  )
}
