import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import { useView } from '../../../bridge/use-view.ts'
import { noteInsertion } from './insertions.ts'
import { slashQueryAt } from './slash-query.ts'

const HITS = 20

interface PickerOptions {
  conversationId: ConversationId
  inputRef: RefObject<HTMLTextAreaElement | null>
  /** puts a response in place of [start, end) of the composer */
  onInsert: (range: readonly [number, number], hit: CannedHit) => void
}

/** What the person searches: the range of the composer that the response will replace, and the words. */
interface Search {
  range: readonly [number, number]
  query: string
}

/**
 * The `/` picker of the composer: the caret stays in the composer, whose keys walk the list. Closed by Escape it stays closed
 * until another `/` is typed.
 */
export function useCannedPicker({ conversationId, inputRef, onInsert }: PickerOptions) {
  const [search, setSearch] = useState<Search | null>(null)
  const [active, setActive] = useState({ query: '', index: 0 })
  const [dismissedAt, setDismissedAt] = useState<number | null>(null)
  const found = useView(
    'canned-response.search',
    { query: search?.query ?? '', conversationId, limit: HITS },
    // the conversation tells what its follower has redeemed
    search ? ['canned', 'engagements', `conversation:${conversationId}`] : [],
    { keepPrevious: true }
  )
  const hits = search ? (found.data ?? []) : []
  const index = active.query === search?.query ? Math.min(active.index, Math.max(0, hits.length - 1)) : 0

  const onCaret = useCallback(() => {
    const area = inputRef.current
    const at = area ? slashQueryAt(area.value, area.selectionStart) : null
    if (!area || !at || area.selectionStart !== area.selectionEnd) {
      setSearch(null)
      setDismissedAt(null)
      return
    }
    setSearch(at.start === dismissedAt ? null : { range: [at.start, area.selectionStart], query: at.query })
  }, [inputRef, dismissedAt])

  const pick = (hit: CannedHit) => {
    if (!search) return
    onInsert(search.range, hit)
    setSearch(null)
    noteInsertion(conversationId, hit)
  }
  const walk = (step: number) => {
    if (!search || hits.length === 0) return
    setActive({ query: search.query, index: (index + step + hits.length) % hits.length })
  }
  const dismiss = () => {
    setDismissedAt(search?.range[0] ?? null)
    setSearch(null)
  }
  /** Handles the keys of an open picker; true when the composer must leave the key alone. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!search || event.nativeEvent.isComposing) return false
    const hit = hits[index]
    switch (event.key) {
      case 'ArrowDown':
        walk(1)
        break
      case 'ArrowUp':
        walk(-1)
        break
      case 'Enter':
      case 'Tab':
        if (event.shiftKey) return false
        // a search that found nothing is closed, not sent to the follower
        if (hit) pick(hit)
        else dismiss()
        break
      case 'Escape':
        dismiss()
        break
      default:
        return false
    }
    event.preventDefault()
    return true
  }
  return {
    isOpen: search !== null,
    query: search?.query ?? '',
    hits,
    index,
    onCaret,
    onKeyDown,
    pick,
    close: () => setSearch(null),
    setIndex: (next: number) => setActive({ query: search?.query ?? '', index: next })
  }
}

export type CannedPickerState = ReturnType<typeof useCannedPicker>
