import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import type { ResponseId } from '#shared/base/ids.ts'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { extensionsFor } from '#shared/features/attachment/judge-file.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { FileChip, RefusedChip } from '../attachment/file-chip.tsx'
import { limitWords } from '../attachment/words.ts'
import type { ResponseFilesState } from './use-response-files.ts'

/** The files of a response that is written, and those that it cannot carry. */
export function ResponseFiles({ responseId, state }: { responseId: ResponseId; state: ResponseFilesState }) {
  const input = useRef<HTMLInputElement>(null)
  const limits = useView('attachment.limits', {}, []).data ?? USUAL_FILE_LIMITS
  const { files, refusals, copying } = state
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of files, not a form of its own
    <div className="canned-carried" role="group" aria-label="Files">
      <span className="ui-field-label">Files</span>
      {refusals.length > 0 && (
        <ul className="file-refusals" aria-label="Files that cannot be added" aria-live="polite">
          {refusals.map(({ name, why }) => (
            <RefusedChip key={why} name={name} refusal={why} onDismiss={() => state.dismiss(why)} />
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul className="file-chips" aria-label="Files of the response">
          {files.map((file) => (
            <FileChip
              key={file.sha256}
              conversationId={responseId}
              name={file.name}
              attachment={file}
              onRemove={() => state.remove(file.sha256)}
            />
          ))}
        </ul>
      )}
      <div className="canned-carried-bar">
        <Button size="s" icon={Paperclip} onPress={() => input.current?.click()}>
          Add files
        </Button>
        <span className="canned-carried-note" role="status">
          {copying > 0 ? 'Copying…' : `Or drop or paste them here. ${limitWords(limits)}`}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        aria-label="Files of the response"
        multiple
        hidden
        accept={extensionsFor('message')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          // the same file may be chosen again
          event.currentTarget.value = ''
          state.give(chosen)
        }}
      />
    </div>
  )
}
