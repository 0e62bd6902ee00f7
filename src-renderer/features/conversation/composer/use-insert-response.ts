import { useToasts } from '../../../ui/toast.tsx'
import { insertionOf } from '../../canned-response/picker/insertion-of.ts'
import type { Composing } from './composing.ts'

/**
 * Inserts a canned response with its files and its engagement. A note takes the words alone, and an engagement that cannot go to this
 * follower stays out, which is said.
 */
export function useInsertResponse({
  insert,
  isNote
}: Pick<Composing, 'insert'> & { isNote: boolean }): Composing['insertResponse'] {
  const toasts = useToasts()
  return (hit, range) => {
    const { text, select, ...carried } = insertionOf(hit)
    insert({ text, ...(select && { select }), ...(isNote ? {} : carried) }, range)
    const { engagement } = hit
    if (isNote && (engagement || hit.attachments.length > 0)) {
      toasts.show({ text: 'A note takes the words of a response only.' })
    } else if (engagement?.why) {
      const name = engagement.type === null ? 'Its engagement' : `“${engagement.title}”`
      toasts.show({ text: `${name} was left out: ${engagement.why}. The rest is inserted.` })
    }
  }
}
