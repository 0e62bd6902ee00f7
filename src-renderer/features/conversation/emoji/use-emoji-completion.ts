import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react'
import { colonQueryAt } from './colon-query.ts'
import { emojiNamed, findEmoji } from './find-emoji.ts'
import type { Emoji } from './list.ts'
import { useRecentEmoji } from './recent-emoji.ts'

const SHOWN = 6

interface CompletionOptions {
  inputRef: RefObject<HTMLTextAreaElement | null>
  /** puts the emoji in place of [start, end) of the composer */
  onInsert: (range: readonly [number, number], char: string) => void
}

/**
 * Emoji by name while one writes: behind `:` and two letters. Arrow keys walk what fits, Enter and Tab take one, a second `:` takes
 * the one of exactly that name; Escape closes it until another `:` is typed.
 */
export function useEmojiCompletion({ inputRef, onInsert }: CompletionOptions) {
  const [asked, setAsked] = useState<{ range: readonly [number, number]; name: string } | null>(null)
  const [active, setActive] = useState({ name: '', index: 0 })
  const [dismissedAt, setDismissedAt] = useState<number | null>(null)
  const { note } = useRecentEmoji()
  const found = asked ? findEmoji(asked.name).slice(0, SHOWN) : []
  const index = active.name === asked?.name ? Math.min(active.index, Math.max(0, found.length - 1)) : 0

  const onCaret = useCallback(() => {
    const area = inputRef.current
    const at = area ? colonQueryAt(area.value, area.selectionStart) : null
    if (!area || !at || area.selectionStart !== area.selectionEnd) {
      setAsked(null)
      setDismissedAt(null)
      return
    }
    setAsked(at.start === dismissedAt ? null : { range: [at.start, area.selectionStart], name: at.name })
  }, [inputRef, dismissedAt])

  const pick = (emoji: Emoji) => {
    if (!asked) return
    onInsert(asked.range, emoji.char)
    setAsked(null)
    note(emoji)
  }
  /** Handles the keys of an open list; true when the composer must leave the key alone. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const current = found[index]
    if (!asked || !current || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return false
    const walk = (step: number) =>
      setActive({ name: asked.name, index: (index + step + found.length) % found.length })
    const named = event.key === ':' ? emojiNamed(asked.name) : undefined
    if (event.key === 'ArrowDown') walk(1)
    else if (event.key === 'ArrowUp') walk(-1)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) pick(current)
    else if (named) pick(named)
    else if (event.key === 'Escape') {
      setDismissedAt(asked.range[0])
      setAsked(null)
    } else return false
    event.preventDefault()
    return true
  }
  return {
    found,
    index,
    onCaret,
    onKeyDown,
    pick,
    close: () => setAsked(null),
    setIndex: (next: number) => setActive({ name: asked?.name ?? '', index: next })
  }
}

export type EmojiCompletionState = ReturnType<typeof useEmojiCompletion>
