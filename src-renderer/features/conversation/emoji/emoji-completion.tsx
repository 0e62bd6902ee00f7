import './emoji-picker.css'
import type { EmojiCompletionState } from './use-emoji-completion.ts'

/** Id of the list, for the composer's `aria-controls`. */
export const COMPLETION_LIST_ID = 'emoji-completion'

/** Id of one row, for the composer's `aria-activedescendant`. */
export function completionRowId(index: number): string {
  return `${COMPLETION_LIST_ID}-${index}`
}

/** What fits the name that is being typed, above the composer. */
export function EmojiCompletion({ completion }: { completion: EmojiCompletionState }) {
  if (completion.found.length === 0) return null
  return (
    <div className="emoji-completion" id={COMPLETION_LIST_ID} role="listbox" aria-label="Emoji">
      {completion.found.map((emoji, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the composer has the focus and names the active row
        <div
          key={emoji.name}
          id={completionRowId(index)}
          className="emoji-completion-row"
          role="option"
          aria-selected={index === completion.index}
          onMouseMove={index === completion.index ? undefined : () => completion.setIndex(index)}
          // on press, so that the caret never leaves the composer
          onMouseDown={(event) => {
            event.preventDefault()
            if (event.button === 0) completion.pick(emoji)
          }}
        >
          <span className="emoji-completion-char" aria-hidden>
            {emoji.char}
          </span>
          :{emoji.name}:
        </div>
      ))}
    </div>
  )
}
