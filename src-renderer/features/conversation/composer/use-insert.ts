import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { DraftContent } from '#shared/features/conversation/views.ts'
import type { Composing } from './composing.ts'
import { insertText } from './insert-text.ts'

/** One insertion: the text on both sides of it, and what came with it. */
interface Step {
  before: string
  after: string
  addedFiles: DraftContent['attachments']
  engagement: { before: string | null; after: string | null }
}

interface InsertOptions extends Pick<Composing, 'change' | 'changeFiles'> {
  content: DraftContent | null
  inputRef: RefObject<HTMLTextAreaElement | null>
}

/** More than anybody takes back; a text area keeps its own history, and this follows it. */
const STEPS_KEPT = 50

/**
 * Inserts text, files and an engagement as one step: the text area's own undo takes the text back, and what came with it goes and
 * comes with that text.
 */
export function useInsert({ content, change, changeFiles, inputRef }: InsertOptions): Composing['insert'] {
  const steps = useRef<Step[]>([])
  const now = useRef(content)
  now.current = content

  useEffect(() => {
    const area = inputRef.current
    const onInput = (event: Event) => {
      const { inputType } = event as InputEvent
      if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return
      const isUndo = inputType === 'historyUndo'
      const text = (event.currentTarget as HTMLTextAreaElement).value
      const step = steps.current.findLast(({ before, after }) => text === (isUndo ? before : after))
      if (!step) return
      const hashes = step.addedFiles.map(({ sha256 }) => sha256)
      if (hashes.length > 0) changeFiles(isUndo ? { remove: hashes } : { add: step.addedFiles })
      const { before, after } = step.engagement
      // with the text: painting between this listener and React's own would put back the text of before
      if (before !== after) change({ text, engagementId: isUndo ? before : after })
    }
    area?.addEventListener('input', onInput)
    return () => area?.removeEventListener('input', onInput)
  }, [inputRef, change, changeFiles])

  return useCallback(
    ({ text, attachments = [], engagementId, select }, range) => {
      const area = inputRef.current
      const content = now.current
      if (!area || !content) return
      const before = area.value
      const [start, end] = range ?? [area.selectionStart, area.selectionEnd]
      insertText(area, [start, end], text)
      if (select) area.setSelectionRange(start + select[0], start + select[1])
      const have = new Set(content.attachments.map(({ sha256 }) => sha256))
      const addedFiles = attachments.filter(({ sha256 }) => !have.has(sha256))
      if (addedFiles.length > 0) changeFiles({ add: addedFiles })
      if (engagementId !== undefined) change({ engagementId })
      const engagement = { before: content.engagementId, after: engagementId ?? content.engagementId }
      if (addedFiles.length === 0 && engagementId === undefined) return
      steps.current = [...steps.current, { before, after: area.value, addedFiles, engagement }].slice(
        -STEPS_KEPT
      )
    },
    [inputRef, change, changeFiles]
  )
}
