import './emoji-picker.css'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useLocale } from 'react-aria-components'
import { SearchField } from '../../../ui/search-field.tsx'
import { findEmoji } from './find-emoji.ts'
import { EMOJI_GROUPS, type Emoji, type EmojiGroup } from './list.ts'
import { useRecentEmoji } from './recent-emoji.ts'
import { rowsOf, walkGrid } from './walk-grid.ts'

const LIST_ID = 'emoji-grid'
/** As the style sheet has it. */
const COLUMNS = 9

/** The picker of emoji: words find them, arrow keys walk them, Enter takes one. */
export function EmojiPicker({ onPick }: { onPick: (emoji: Emoji) => void }) {
  const [query, setQuery] = useState('')
  const { direction } = useLocale()
  const { recent, note } = useRecentEmoji()
  // what is noted when one is picked does not move what is shown
  const [shownRecent] = useState(recent)
  const groups: readonly EmojiGroup[] = useMemo(() => {
    const found = findEmoji(query)
    if (query.trim() !== '') return found.length > 0 ? [{ name: 'Found', emoji: found }] : []
    const used = shownRecent.length > 0 ? [{ name: 'Used last', emoji: shownRecent }] : []
    return [...used, ...EMOJI_GROUPS]
  }, [query, shownRecent])
  const rows = useMemo(
    () =>
      rowsOf(
        groups.map(({ emoji }) => emoji),
        COLUMNS
      ),
    [groups]
  )
  const [active, setActive] = useState({ query, at: 0 })
  const at = active.query === query ? active.at : 0
  const current = rows.flat()[at]
  useEffect(() => {
    document.getElementById(cellId(at))?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const pick = (emoji: Emoji) => {
    note(emoji)
    onPick(emoji)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'Enter' && current) pick(current)
    else if (event.key.startsWith('Arrow')) {
      const key = direction === 'rtl' ? (MIRRORED[event.key] ?? event.key) : event.key
      setActive({ query, at: walkGrid(rows, at, key) })
    } else return
    event.preventDefault()
  }
  let cell = 0
  return (
    <div className="emoji-picker">
      <SearchField
        label="Search emoji"
        value={query}
        onChange={setQuery}
        autoFocus
        combobox={{ listId: LIST_ID, ...(current ? { activeId: cellId(at) } : {}), onKeyDown }}
      />
      <div id={LIST_ID} className="emoji-grid" role="listbox" aria-label="Emoji">
        {groups.map(({ name, emoji }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={name} role="group" aria-label={name}>
            <div className="emoji-group-name" aria-hidden>
              {name}
            </div>
            <div className="emoji-cells" role="presentation">
              {emoji.map((one) => {
                const place = cell++
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the focus and its keys walk the cells
                  // biome-ignore lint/a11y/useFocusableInteractive: as above, by aria-activedescendant
                  <span
                    key={one.name}
                    id={cellId(place)}
                    className="emoji-cell"
                    role="option"
                    aria-label={spoken(one)}
                    aria-selected={place === at}
                    onMouseMove={place === at ? undefined : () => setActive({ query, at: place })}
                    onClick={() => pick(one)}
                  >
                    {one.char}
                  </span>
                )
              })}
            </div>
          </div>
        ))}
      </div>
      <p className="emoji-name" role="status">
        {current ? `:${current.name}:` : `Nothing is called “${query.trim()}”.`}
      </p>
    </div>
  )
}

const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }

function cellId(place: number): string {
  return `${LIST_ID}-${place}`
}

/** The name of an emoji for screen readers. */
function spoken({ name }: Emoji): string {
  return name.replaceAll('_', ' ')
}
