import { type Placeholder, placeholdersIn } from '#shared/features/canned-response/variables.ts'
import type { ComposerPart, Composing, SendGuard, TextKey } from './composing.ts'

/** What a canned response left to fill in blocks Send. */
export const isFilledIn: SendGuard = ({ content }) => {
  const open = placeholdersIn(content.text)
  const [first] = open
  if (!first) return null
  return { reason: open.length === 1 ? `Fill in ${first.label}` : `Fill in ${open.length} things` }
}

/** One chip for each thing to fill in: pressed, it selects its place, and typing replaces it. */
export const FillInRow: ComposerPart = ({ composing }) => {
  const open = placeholdersIn(composing.content.text)
  if (open.length === 0) return null
  return (
    <div className="composer-fill-in">
      <span>Fill in:</span>
      <ul aria-label="Fill in">
        {open.map((placeholder) => (
          <li key={placeholder.start}>
            <button
              type="button"
              className="composer-fill-in-chip"
              onClick={() => select(composing, placeholder)}
            >
              {placeholder.label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Tab walks to the next thing to fill in, Shift+Tab to the one before; behind the last one they leave the text as ever. */
export const tabToNextPlaceholder: TextKey = (event, { content, inputRef }) => {
  const area = inputRef.current
  if (event.key !== 'Tab' || event.nativeEvent.isComposing || !area) return false
  if (event.ctrlKey || event.altKey || event.metaKey) return false
  const open = placeholdersIn(content.text)
  const next = event.shiftKey
    ? open.findLast(({ end }) => end <= area.selectionStart)
    : open.find(({ start }) => start >= area.selectionEnd)
  if (!next) return false
  event.preventDefault()
  area.setSelectionRange(next.start, next.end)
  return true
}

function select({ inputRef }: Pick<Composing, 'inputRef'>, { start, end }: Placeholder): void {
  inputRef.current?.focus()
  inputRef.current?.setSelectionRange(start, end)
}
