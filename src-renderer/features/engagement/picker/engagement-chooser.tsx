import './engagement-picker.css'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { type EngagementCard as Card, EngagementType, titleOf } from '#shared/features/engagement/content.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { Select } from '../../../ui/select.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { EngagementCard, TYPE_GLYPHS } from '../card/engagement-card.tsx'
import { matching } from './matching.ts'

interface EngagementChooserProps {
  title: string
  /** undefined until it is known */
  cards: readonly Card[] | undefined
  /** what is said when there is nothing to choose from */
  nothing: string
  onPick: (card: Card) => void
  onClose: () => void
}

const LIST_ID = 'engagement-picker-list'
const TYPES = [
  { id: 'all', label: 'All types' },
  ...EngagementType.options.map((id) => ({ id, label: TYPE_WORDS[id] }))
] as const
const rowId = (card: Card) => `engagement-${card.engagementId}`

/** Engagements narrowed by type and words, walked by arrows, seen as the follower will see them. */
export function EngagementChooser({ title, cards, nothing, onPick, onClose }: EngagementChooserProps) {
  const [type, setType] = useState<EngagementType | 'all'>('all')
  const [query, setQuery] = useState('')
  const [index, setIndex] = useState(0)
  const found = matching(cards ?? [], type, query)
  const current = found[Math.min(index, found.length - 1)]

  useEffect(() => {
    if (current) document.getElementById(rowId(current))?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setIndex(Math.max(0, Math.min(found.length - 1, index + step)))
    else if (event.key === 'Enter' && current) onPick(current)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={title} size="l" isOpen onClose={onClose}>
      <div className="engagement-picker">
        <div className="engagement-picker-bar">
          <SearchField
            label="Search engagements"
            value={query}
            onChange={(text) => {
              setQuery(text)
              setIndex(0)
            }}
            autoFocus
            combobox={{ listId: LIST_ID, ...(current ? { activeId: rowId(current) } : {}), onKeyDown }}
          />
          <Select
            label="Type"
            isLabelHidden
            options={TYPES}
            value={type}
            onChange={(chosen) => {
              setType(chosen)
              setIndex(0)
            }}
          />
        </div>
        <div className="engagement-picker-body">
          <div
            id={LIST_ID}
            className="engagement-picker-list"
            role="listbox"
            aria-label="Available engagements"
          >
            {found.map((card, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search box's
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search box
              <div
                key={card.engagementId}
                id={rowId(card)}
                role="option"
                aria-selected={card === current}
                className="engagement-picker-row"
                onClick={() => onPick(card)}
                onPointerEnter={() => setIndex(at)}
              >
                <Icon glyph={TYPE_GLYPHS[card.content.type]} size={16} />
                <UserText text={titleOf(card.content)} isSingleLine />
                <span className="engagement-picker-type">{TYPE_WORDS[card.content.type]}</span>
              </div>
            ))}
          </div>
          <div className="engagement-picker-preview">
            {current && <EngagementCard key={current.engagementId} card={current} />}
          </div>
        </div>
        <p className="engagement-picker-note" role="status">
          {cards === undefined
            ? ''
            : cards.length === 0
              ? nothing
              : found.length === 0
                ? 'Nothing matches.'
                : `${found.length} of ${cards.length} · Enter picks`}
        </p>
      </div>
    </Dialog>
  )
}
