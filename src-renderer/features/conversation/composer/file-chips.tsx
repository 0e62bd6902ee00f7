import { FileChip, RefusedChip } from '../../attachment/file-chip.tsx'
import { incoming } from '../../attachment/incoming.ts'
import type { ComposerPart } from './composing.ts'

/** The files of what is being written: those that are in, those that are being copied, and those that cannot be sent. */
export const FileChips: ComposerPart = ({ composing }) => {
  const { conversationId } = composing.header
  const { attachments } = composing.content
  const arriving = composing.incoming.filter(({ refusal }) => refusal === null)
  const refused = composing.incoming.filter(({ refusal }) => refusal !== null)
  // its button is gone with it: the focus goes back to the text
  const removed = () => composing.inputRef.current?.focus()
  return (
    <>
      {refused.length > 0 && (
        <ul className="file-refusals" aria-label="Files that cannot be sent" aria-live="polite">
          {refused.map(({ id, name, refusal }) => (
            <RefusedChip
              key={id}
              name={name}
              refusal={refusal ?? ''}
              onDismiss={() => {
                incoming.drop([id])
                removed()
              }}
            />
          ))}
        </ul>
      )}
      {attachments.length + arriving.length > 0 && (
        <ul className="file-chips" aria-label="Attached files">
          {attachments.map((file) => (
            <FileChip
              key={file.sha256}
              conversationId={conversationId}
              name={file.name}
              attachment={file}
              onRemove={() => {
                incoming.takeBackHash(file.sha256)
                composing.changeFiles({ remove: [file.sha256] })
                removed()
              }}
            />
          ))}
          {arriving.map(({ id, name, sha256, attachment }) => (
            <FileChip
              key={id}
              conversationId={conversationId}
              name={name}
              attachment={attachment}
              onRemove={() => {
                incoming.takeBack([id])
                // it may be in the draft already, which is not shown yet
                if (sha256) composing.changeFiles({ remove: [sha256] })
                removed()
              }}
            />
          ))}
        </ul>
      )}
    </>
  )
}
