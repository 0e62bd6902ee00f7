import { useEffect, useEffectEvent, useState } from 'react'
import type { Role } from '#shared/features/session/entities.ts'
import { later } from '../../../ui/later.tsx'
import { SEARCH_KEYS, useChatShortcut } from '../chat-shortcuts.ts'
import type { Hit } from './hits.ts'

const SearchDialog = later(async () => (await import('./search-dialog.tsx')).SearchDialog)

/** Asks for the search of everything, with these words in its box. */
export const SEARCH_EVENT = 'desk:search-everything'

interface SearchEverythingProps {
  role: Role
  onOpen: (hit: Hit) => void
}

/** The search of everything, behind its shortcut. */
export function SearchEverything({ role, onOpen }: SearchEverythingProps) {
  const [words, setWords] = useState<string | null>(null)
  useChatShortcut(SEARCH_KEYS, () => setWords(''))
  const onAsked = useEffectEvent((event: Event) => {
    setWords(event instanceof CustomEvent && typeof event.detail === 'string' ? event.detail : '')
  })
  useEffect(() => {
    window.addEventListener(SEARCH_EVENT, onAsked)
    return () => window.removeEventListener(SEARCH_EVENT, onAsked)
  }, [])
  if (words === null) return null
  return (
    <SearchDialog
      role={role}
      words={words}
      onClose={() => setWords(null)}
      onOpen={(hit) => {
        setWords(null)
        onOpen(hit)
      }}
    />
  )
}
