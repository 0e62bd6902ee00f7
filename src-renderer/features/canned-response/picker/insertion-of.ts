import { placeholdersIn } from '#shared/features/canned-response/variables.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'
import type { Insertion } from '../../conversation/composer/composing.ts'

type Inserted = Pick<CannedHit, 'resolved' | 'caret' | 'attachments' | 'engagement'>

/** What a response puts into the composer: its files, its engagement if it can go, and its text, with the first thing that is to be filled in selected, or the caret in its place. */
export function insertionOf({ resolved, caret, attachments, engagement }: Inserted): Insertion {
  const [first] = placeholdersIn(resolved)
  const select: readonly [number, number] | null = first
    ? [first.start, first.end]
    : caret === null
      ? null
      : [caret, caret]
  const isGone = engagement === null || engagement.why !== null
  return {
    text: resolved,
    attachments,
    ...(isGone ? {} : { engagementId: engagement.engagementId }),
    ...(select && { select })
  }
}

/** The engagement of a response in words, with why it would be left out; null for none. */
export function engagementWords({ engagement }: Pick<CannedHit, 'engagement'>): string | null {
  if (!engagement) return null
  const { type, title, why } = engagement
  const name = type === null ? 'An engagement' : `${TYPE_WORDS[type]}: ${title}`
  return why === null ? name : `${name} (left out: ${why})`
}
