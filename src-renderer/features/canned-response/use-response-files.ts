import { type ClipboardEvent, useRef, useState } from 'react'
import { type Attachment, MESSAGE_MAX_FILES } from '#shared/features/attachment/entities.ts'
import { copyFile } from '../attachment/give-files.ts'
import { useFileDrop } from '../attachment/use-file-drop.ts'
import { pasted } from '../conversation/composer/clean-paste.ts'

interface RefusedFile {
  name: string
  why: string
}

/** The files that a response is to carry while it is written: given by the pin, by dropping or by pasting, each judged alone. */
export function useResponseFiles(initial: readonly Attachment[]) {
  const [files, setFiles] = useState<readonly Attachment[]>(initial)
  const [refusals, setRefusals] = useState<readonly RefusedFile[]>([])
  const [copying, setCopying] = useState(0)
  const now = useRef(files)
  now.current = files

  const put = (next: readonly Attachment[]) => {
    now.current = next
    setFiles(next)
  }
  const refuse = (name: string, why: string) =>
    setRefusals((all) => [...all.filter((one) => one.why !== why), { name, why }])
  const take = (name: string, given: Attachment | string) => {
    if (typeof given === 'string') return refuse(name, given)
    if (now.current.some(({ sha256 }) => sha256 === given.sha256)) return
    if (now.current.length < MESSAGE_MAX_FILES) return put([...now.current, given])
    refuse(name, `${given.name} found no room: a response carries ${MESSAGE_MAX_FILES} files at most.`)
  }
  const give = async (given: readonly File[]) => {
    setCopying((count) => count + given.length)
    for (const file of given) {
      take(file.name, await copyFile(file))
      setCopying((count) => count - 1)
    }
  }
  const { isOver, dropProps } = useFileDrop((given) => void give(given))
  return {
    files,
    refusals,
    copying,
    isOver,
    dropProps,
    give: (given: readonly File[]) => void give(given),
    remove: (sha256: string) => put(now.current.filter((file) => file.sha256 !== sha256)),
    dismiss: (why: string) => setRefusals((all) => all.filter((one) => one.why !== why)),
    /** Files of the clipboard; text is pasted as ever. */
    onPaste(event: ClipboardEvent) {
      const given = pasted(event.clipboardData)
      if (!given || 'text' in given) return
      event.preventDefault()
      void give(given.files)
    }
  }
}

export type ResponseFilesState = ReturnType<typeof useResponseFiles>
