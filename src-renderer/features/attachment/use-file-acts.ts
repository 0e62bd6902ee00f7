import type { FileOutcome, FileRef } from '#shared/features/attachment/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useToasts } from '../../ui/toast.tsx'

/** What can be done with a file of a message; what became of it is told. */
export function useFileActs({ conversationId, sha256 }: FileRef, name: string) {
  const toasts = useToasts()
  const tell = (done: FileOutcome) => {
    if (done.outcome === 'failed') toasts.show({ text: done.message, tone: 'danger' })
    else if (done.outcome === 'saved') toasts.show({ text: `${name} saved` })
    else if (done.outcome === 'revealed') {
      toasts.show({ text: `No program here opens ${name}; it is shown in its folder.` })
    }
  }
  const failed = () => toasts.show({ text: `${name} could not be read. Try again.`, tone: 'danger' })
  const run = (act: 'attachment.save' | 'attachment.open') => () => {
    desk.act(act, { conversationId, sha256 }).then(tell, failed)
  }
  return { save: run('attachment.save'), open: run('attachment.open') }
}
