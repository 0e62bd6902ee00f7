import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { ATTACHMENT_KINDS } from '#shared/features/attachment/kinds/list.ts'
import { useView } from '../../../bridge/use-view.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { giveFiles } from '../../attachment/give-files.ts'
import { limitWords } from '../../attachment/words.ts'
import type { ComposerPart } from './composing.ts'

const ACCEPTED = ATTACHMENT_KINDS.flatMap(({ extensions }) => extensions.map((one) => `.${one}`)).join()

/** The pin: files by the system's own dialog. Its tooltip tells how large they may be. */
export const AttachTool: ComposerPart = ({ composing }) => {
  const input = useRef<HTMLInputElement>(null)
  const limits = useView('attachment.limits', {}, []).data ?? USUAL_FILE_LIMITS
  return (
    <>
      <IconButton
        icon={Paperclip}
        label="Attach files"
        hint={limitWords(limits)}
        onPress={() => input.current?.click()}
      />
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
          void giveFiles(composing.header.conversationId, files)
          composing.inputRef.current?.focus()
        }}
      />
    </>
  )
}
