import type { InboxRow } from '#shared/features/conversation/views.ts'
import { useToasts } from '../../../ui/toast.tsx'
import { giveFiles } from '../../attachment/give-files.ts'
import { useFileDrop } from '../../attachment/use-file-drop.ts'

/** Files that are dropped on a row go into the draft of its conversation; what became of them is told, because that draft may not be open. */
export function useRowDrop({ conversationId, followerName }: InboxRow) {
  const toasts = useToasts()
  return useFileDrop(async (files) => {
    const { added, refusals } = await giveFiles(conversationId, files)
    for (const text of refusals.slice(0, 2)) toasts.show({ text, tone: 'danger' })
    if (added === 0) return
    const what = added === 1 ? '1 file' : `${added} files`
    toasts.show({ text: `${what} added to your draft to ${followerName}` })
  })
}
