import { MessageSquareQuote } from 'lucide-react'
import { useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { CarriedMarks } from '../carried-marks.tsx'
import { digitKeys } from '../digit-keys.ts'
import { dragResponse } from '../response-drag.ts'
import { engagementWords } from './insertion-of.ts'
import { noteInsertion } from './insertions.ts'

interface CannedBrowserProps {
  conversationId: ConversationId
  onInsert: (hit: CannedHit) => void
}

/** The library by topic beside the composer: one click inserts a response. */
export function CannedBrowser({ conversationId, onInsert }: CannedBrowserProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label="Canned responses"
      placement="top start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={MessageSquareQuote} label="Canned responses" shortcut="/" />}
    >
      <Browser
        conversationId={conversationId}
        // what is behind the list takes no drop while it is open
        onDrag={() => setTimeout(() => setOpen(false))}
        onPick={(hit) => {
          setOpen(false)
          noteInsertion(conversationId, hit)
          // after the popover has given the focus back
          requestAnimationFrame(() => onInsert(hit))
        }}
      />
    </Popover>
  )
}

interface BrowserProps {
  conversationId: ConversationId
  onDrag: () => void
  onPick: (hit: CannedHit) => void
}

const MOST = 100

function Browser({ conversationId, onDrag, onPick }: BrowserProps) {
  const [query, setQuery] = useState('')
  const hits = useView(
    'canned-response.search',
    { query, conversationId, limit: MOST },
    ['canned', 'engagements', `conversation:${conversationId}`],
    {
      keepPrevious: true
    }
  ).data
  if (!hits) return null
  const topics = new Map<string, CannedHit[]>()
  for (const hit of hits) topics.set(hit.categoryName, [...(topics.get(hit.categoryName) ?? []), hit])
  return (
    <div className="canned-browser">
      <SearchField label="Search canned responses" value={query} onChange={setQuery} autoFocus />
      <div className="canned-browser-topics">
        {hits.length === 0 && <p className="canned-picker-none">Nothing matches “{query}”.</p>}
        {[...topics].map(([topic, responses]) => (
          <Disclosure key={topic} title={<UserText text={topic} isSingleLine />} isDefaultExpanded>
            <ul>
              {responses.map((hit) => (
                <li key={hit.responseId}>
                  <button
                    type="button"
                    className="canned-browser-response"
                    draggable
                    onDragStart={(event) => {
                      dragResponse(event, hit)
                      onDrag()
                    }}
                    onClick={() => onPick(hit)}
                  >
                    <UserText text={hit.title} isSingleLine className="canned-picker-title" />
                    <CarriedMarks files={hit.attachments} engagement={engagementWords(hit)} />
                    {hit.digit !== null && <Kbd keys={digitKeys(hit.digit)} />}
                    <UserText text={hit.resolved} isSingleLine className="canned-picker-text" />
                  </button>
                </li>
              ))}
            </ul>
          </Disclosure>
        ))}
      </div>
    </div>
  )
}
