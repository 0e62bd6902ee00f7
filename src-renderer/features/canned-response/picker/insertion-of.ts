import { placeholdersIn } from '#shared/features/canned-response/variables.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'

/** What a response puts into the composer: its text, with the first thing that is to be filled in selected, or the caret in its place. */
export function insertionOf({ resolved, caret }: Pick<CannedHit, 'resolved' | 'caret'>) {
  const [first] = placeholdersIn(resolved)
  const select: readonly [number, number] | null = first
    ? [first.start, first.end]
    : caret === null
      ? null
      : [caret, caret]
  return { text: resolved, ...(select && { select }) }
}
