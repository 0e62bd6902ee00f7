import { Plus, X } from 'lucide-react'
import { useContext, useRef, useState } from 'react'
import type { EngagementId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { extensionsFor } from '#shared/features/attachment/judge-file.ts'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { FileFace } from '../../attachment/file-face.tsx'
import { sizeWords } from '../../attachment/words.ts'
import { Copying } from './copying.ts'

interface FilesFieldProps {
  label: string
  engagementId: EngagementId
  files: readonly Attachment[]
  most: number
  onChange: (files: Attachment[]) => void
}

/** The files of an engagement, given and judged like those of a message. */
export function FilesField({ label, engagementId, files, most, onChange }: FilesFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [refusals, setRefusals] = useState<readonly string[]>([])
  const tellCopying = useContext(Copying)
  // a file takes its time to be copied, and what is typed meanwhile stays
  const now = useRef({ files, onChange })
  now.current = { files, onChange }
  const give = async (given: readonly File[]) => {
    tellCopying(1)
    const added: Attachment[] = []
    const refused: string[] = []
    for (const file of given) {
      const result = await desk.addFile(file, 'engagement').catch(() => null)
      if (result?.ok) added.push(result.attachment)
      else refused.push(result?.message ?? `${file.name} could not be copied. Add it again.`)
    }
    const { files, onChange } = now.current
    const fresh = added.filter(({ sha256 }) => !files.some((file) => file.sha256 === sha256))
    if (files.length + fresh.length > most) refused.push(`There is room for ${most} at most.`)
    setRefusals(refused)
    if (fresh.length > 0) onChange([...files, ...fresh].slice(0, most))
    tellCopying(-1)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of files, not a form of its own
    <div className="engagement-files" role="group" aria-label={label}>
      <span className="ui-field-label">{label}</span>
      <ul>
        {files.map((file) => (
          <li key={file.sha256} className="engagement-file">
            <FileFace conversationId={engagementId} name={file.name} attachment={file} />
            <UserText text={file.name} isSingleLine />
            <span className="engagement-file-size">{sizeWords(file.sizeBytes)}</span>
            <IconButton
              icon={X}
              label={`Remove ${file.name}`}
              size="s"
              onPress={() => onChange(files.filter(({ sha256 }) => sha256 !== file.sha256))}
            />
          </li>
        ))}
      </ul>
      {files.length < most && (
        <Button size="s" icon={Plus} onPress={() => input.current?.click()}>
          Add {most === 1 ? 'a file' : 'files'}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        multiple={most > 1}
        accept={extensionsFor('engagement')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          // the same file may be chosen again
          event.currentTarget.value = ''
          void give(chosen)
        }}
      />
      {refusals.map((refusal) => (
        <p key={refusal} className="engagement-file-refusal" role="alert" dir="auto">
          {refusal}
        </p>
      ))}
    </div>
  )
}
