import { SendHorizontal } from 'lucide-react'
import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect
} from 'react'
import { AttachButton } from './attach-button.tsx'
import { WORDS } from './words.ts'

/** Most characters in one message; the server says the same. */
export const MESSAGE_MAX_CHARS = 4000
/** From here on the page counts what is left. */
const COUNT_FROM = 3600

interface Props {
  text: string
  field: RefObject<HTMLTextAreaElement | null>
  onText: (text: string) => void
  onSend: () => void
  onFiles: (files: readonly File[]) => void
}

/** Where the follower writes. Enter sends where there is a keyboard; on a phone it makes a new line. */
export function Composer({ text, field, onText, onSend, onFiles }: Props) {
  const over = text.length - MESSAGE_MAX_CHARS
  const ready = text.trim() !== '' && over <= 0

  // grows with the text up to the limit in the style
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    if (text !== '') element.style.height = `${element.scrollHeight}px`
  }, [field, text])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (ready) onSend()
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    if (!matchMedia('(min-width: 700px) and (pointer: fine)').matches) return
    event.preventDefault()
    if (ready) onSend()
  }

  function onPaste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files]
    if (files.length === 0 || event.clipboardData.getData('text/plain') !== '') return
    event.preventDefault()
    onFiles(files)
  }

  return (
    <form className="composer" onSubmit={submit}>
      <div className="composer-row">
        <AttachButton onFiles={onFiles} />
        <textarea
          ref={field}
          className="composer-field"
          dir="auto"
          rows={1}
          value={text}
          placeholder={WORDS.write}
          aria-label={WORDS.write}
          aria-invalid={over > 0}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button type="submit" className="composer-send" aria-label={WORDS.send} aria-disabled={!ready}>
          <SendHorizontal size={22} aria-hidden="true" />
        </button>
      </div>
      {text.length > COUNT_FROM && (
        <p className={over > 0 ? 'composer-count composer-over' : 'composer-count'} role="status">
          {over > 0 ? WORDS.tooLong(over) : WORDS.left(-over)}
        </p>
      )}
    </form>
  )
}
