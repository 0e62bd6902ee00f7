import './search.css'
import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { PARTNER_ROLE } from '#shared/features/partner/entities.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { HitRow } from './hit-row.tsx'
import { groupsOf, type Hit } from './hits.ts'
import { useEverything } from './use-everything.ts'

interface SearchDialogProps {
  role: Role
  /** what the box begins with */
  words: string
  onOpen: (hit: Hit) => void
  onClose: () => void
}

const LIST_ID = 'search-everything-hits'
const KINDS = 'messages, followers, notes, canned responses'
const PAGE_STEP = 8
/** Pixels from the end of the list at which more messages are asked for. */
const NEAR_END = 300

/** One box over everything that is cached; arrows walk the hits, Enter opens one. */
export function SearchDialog({ role, words, onOpen, onClose }: SearchDialogProps) {
  const [query, setQuery] = useState(words)
  const { found, isSettled, error, loadMore } = useEverything(query.trim(), role)
  const groups = useMemo(() => groupsOf(found), [found])
  const hits = groups.flatMap((group) => group.hits)
  const [active, setActive] = useState({ query, index: 0 })
  const index = active.query === query ? Math.min(active.index, Math.max(0, hits.length - 1)) : 0
  const current = hits[index]
  /** the words at which Enter was pressed, before it was known what they find */
  const [entered, setEntered] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (current) document.getElementById(idOf(current))?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const open = useEffectEvent(onOpen)
  useEffect(() => {
    if (entered === null || (entered === query && !isSettled && error === null)) return
    setEntered(null)
    if (entered === query && isSettled && current) open(current)
  }, [entered, query, isSettled, error, current])

  /** What was found for the words before is never opened unseen: whoever has walked to a hit has seen it. */
  const enter = () => {
    const isChosen = active.query === query && index > 0
    if (!isSettled && !isChosen) setEntered(query)
    else if (current) onOpen(current)
  }
  const walk = (step: number) => {
    if (hits.length === 0) return
    const next = Math.max(0, Math.min(hits.length - 1, index + step))
    if (step > 0 && next >= hits.length - PAGE_STEP) loadMore()
    setActive({ query, index: next })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE_STEP, PageUp: -PAGE_STEP }[event.key]
    if (step !== undefined) walk(step)
    else if (event.key === 'Enter') enter()
    else return
    event.preventDefault()
  }
  return (
    <Dialog title="Search everything" size="l" isOpen onClose={onClose}>
      <div className="search-everything">
        <SearchField
          label="Search everything"
          placeholder={`Words of ${KINDS}${includesRole(role, PARTNER_ROLE) ? ', partners' : ''}`}
          value={query}
          onChange={setQuery}
          autoFocus
          combobox={{ listId: LIST_ID, ...(current ? { activeId: idOf(current) } : {}), onKeyDown }}
        />
        <div
          ref={list}
          id={LIST_ID}
          className="search-hits"
          role="listbox"
          aria-label="What was found"
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            if (scrollHeight - scrollTop - clientHeight < NEAR_END) loadMore()
          }}
        >
          {groups.map(({ name, hits }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
            <div key={name} role="group" aria-label={name} className="search-group">
              <div className="search-group-name" aria-hidden>
                {name}
              </div>
              {hits.map((hit) => (
                <HitRow
                  key={hit.key}
                  id={idOf(hit)}
                  hit={hit}
                  query={query}
                  isActive={hit === current}
                  onOpen={() => onOpen(hit)}
                />
              ))}
            </div>
          ))}
        </div>
        <p className="search-note" role="status">
          {error ?? (isSettled && hits.length === 0 && query.trim() !== '' ? 'Nothing found. ' : '')}
          <Coverage isLead={includesRole(role, PARTNER_ROLE)} />
        </p>
      </div>
    </Dialog>
  )
}

function idOf(hit: Hit): string {
  return `hit-${hit.kind}-${hit.key}`
}

/** What is searched: all that is here, and how much that is. */
function Coverage({ isLead }: { isLead: boolean }) {
  const coverage = useView('conversation.search-coverage', {}, ['session']).data
  if (!coverage) return null
  const { messages, sinceMs } = coverage
  const since =
    sinceMs === null
      ? ''
      : `, since ${new Date(sinceMs).toLocaleDateString(undefined, { dateStyle: 'medium' })}`
  const besides = `followers, notes${isLead ? ', partners' : ''} and canned responses`
  return `Searches the ${messages.toLocaleString()} messages on this computer${since}, newest first, and all ${besides}.`
}
