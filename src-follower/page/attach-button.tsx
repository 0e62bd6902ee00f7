import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { ATTACHMENT_KINDS } from '#shared/features/attachment/kinds/list.ts'
import { WORDS } from './words.ts'

const ACCEPTED = ATTACHMENT_KINDS.flatMap(({ extensions }) => extensions.map((one) => `.${one}`)).join()

/** Chooses files; what is chosen is sent at once, each judged by itself. */
export function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="composer-attach"
        aria-label={WORDS.attach}
        onClick={() => input.current?.click()}
      >
        <Paperclip size={22} aria-hidden="true" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // the same file may be chosen again
          event.currentTarget.value = ''
          onFiles(files)
        }}
      />
    </>
  )
}
