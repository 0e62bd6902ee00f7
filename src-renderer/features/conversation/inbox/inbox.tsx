import './inbox.css'
import { Search } from 'lucide-react'
import { type Ref, useEffect, useRef, useState } from 'react'
import type { ChannelId, ConversationId } from '#shared/base/ids.ts'
import type { InboxFilter, InboxRow } from '#shared/features/conversation/views.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { SegmentedFilter } from '../../../ui/segmented-filter.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { VirtualList, type VirtualListHandle } from '../../../ui/virtual-list.tsx'
import { ChannelFilter } from '../channels/channel-filter.tsx'
import { SEARCH_EVENT } from '../search/search-everything.tsx'
import { InboxEmpty } from './inbox-empty.tsx'
import { INBOX_ROW_HEIGHT, InboxRowView } from './inbox-row-view.tsx'
import { FIRST_INBOX, useInbox } from './use-inbox.ts'
import { useInboxReady } from './use-inbox-ready.ts'

interface InboxProps {
  role: Role
  conversationId: ConversationId | null
  onSelect: (conversationId: ConversationId) => void
  /** Enter or a double click: go on to writing */
  onOpen: (conversationId: ConversationId) => void
  ref?: Ref<VirtualListHandle>
}

const FILTERS: readonly { id: InboxFilter; label: string }[] = [
  { id: 'mine', label: 'Mine' },
  { id: 'unanswered', label: 'Unanswered' },
  { id: 'active', label: 'Active' },
  { id: 'finished', label: 'Finished' }
]

/** The list of conversations: searched, filtered, newest first, live. */
export function Inbox({ role, conversationId, onSelect, onOpen, ref }: InboxProps) {
  const [filter, setFilter] = useState<InboxFilter>(FIRST_INBOX.filter)
  const [channelId, setChannelId] = useState<ChannelId | null>(FIRST_INBOX.channelId)
  const [search, setSearch] = useState(FIRST_INBOX.search)
  const counts = useView('conversation.counts', { channelId }, ['inbox'], { keepPrevious: true }).data
  const words = search.trim()
  // a search looks through every conversation, whatever the filter shows
  const query =
    words === '' ? { filter, channelId, search: '' } : { filter: 'all' as const, channelId, search: words }
  const inbox = useInbox(query, words === '' ? counts?.[filter] : undefined)
  const searchInput = useSearchFocus()
  useInboxReady(inbox.isLoaded)

  return (
    <section className="inbox" aria-label="Conversations">
      <header className="inbox-header">
        <div className="inbox-search">
          <SearchField
            label="Search a user to write to"
            placeholder="Search by name, phone or channel"
            shortcut="Mod+F"
            value={search}
            onChange={setSearch}
            inputRef={searchInput}
          />
          <ChannelFilter role={role} value={channelId} onChange={setChannelId} />
        </div>
        {words === '' ? (
          <SegmentedFilter
            label="Which chats"
            items={FILTERS.map((item) => (counts ? { ...item, count: counts[item.id] } : item))}
            selectedId={filter}
            onChange={(id) => {
              setFilter(id)
              setSearch('')
            }}
          />
        ) : (
          <p className="inbox-found" role="status">
            {inbox.isLoaded && foundWords(inbox.source.count)}
          </p>
        )}
        {words !== '' && (
          <p>
            <Button size="s" variant="quiet" icon={Search} onPress={() => searchEverything(words)}>
              Search messages too
            </Button>
          </p>
        )}
      </header>
      {inbox.error ? (
        <ErrorState title="The inbox could not be read" onRetry={inbox.retry}>
          {inbox.error}
        </ErrorState>
      ) : !inbox.isLoaded ? (
        <Skeleton rowHeight={INBOX_ROW_HEIGHT} />
      ) : inbox.source.count === 0 ? (
        <InboxEmpty filter={filter} search={words} />
      ) : (
        <VirtualList<InboxRow>
          label="Conversations"
          rows={inbox.source}
          rowHeight={INBOX_ROW_HEIGHT}
          selectedKey={conversationId}
          onSelect={(row) => onSelect(row.conversationId)}
          onOpen={(row) => onOpen(row.conversationId)}
          isSelectionFollowingFocus
          renderRow={(row) => <InboxRowView row={row} />}
          onRangeChange={inbox.onRangeChange}
          {...(ref ? { ref } : {})}
        />
      )}
    </section>
  )
}

function searchEverything(words: string): void {
  window.dispatchEvent(new CustomEvent(SEARCH_EVENT, { detail: words }))
}

/** A search looks through every conversation, whatever the filter shows. */
function foundWords(count: number): string {
  return count === 1 ? '1 chat found among all' : `${count} chats found among all`
}

/** Ctrl/Cmd+F, or the menu's Find, puts the caret into the search box. */
function useSearchFocus() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const focus = () => {
      input.current?.focus()
      input.current?.select()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'f' ||
        event.shiftKey ||
        event.altKey ||
        event.ctrlKey === event.metaKey
      )
        return
      event.preventDefault()
      focus()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('desk:focus-search', focus)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('desk:focus-search', focus)
    }
  }, [])
  return input
}
