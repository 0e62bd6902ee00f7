import type { ComponentType, KeyboardEvent, RefObject } from 'react'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import type { ConversationHeader, DraftContent } from '#shared/features/conversation/views.ts'
import type { EngagementCard } from '#shared/features/engagement/content.ts'
import type { PickedEngagement } from '#shared/features/engagement/views.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import type { IncomingFile } from '../../attachment/incoming.ts'

/** What is put into the composer in one step, and taken back by one undo. */
export interface Insertion {
  text: string
  attachments?: readonly Attachment[]
  engagementId?: string
  /** [start, end) of `text` to select afterwards; without it the caret stands behind the text */
  select?: readonly [number, number]
}

/** The composer as its parts see it: what is being written, and how to change it. */
export interface Composing {
  header: ConversationHeader
  identity: Identity
  content: DraftContent
  /** files that were given to it and are being copied, or were refused */
  incoming: readonly IncomingFile[]
  /** saved at once; what is not given stays */
  change: (change: Partial<Omit<DraftContent, 'attachments'>>) => void
  changeFiles: (change: { add?: readonly Attachment[]; remove?: readonly string[] }) => void
  /** as if typed, in place of [start, end) of the text, or of what is selected */
  insert: (insertion: Insertion, range?: readonly [number, number]) => void
  /** a canned response with all that it carries, in one step; says so when its engagement has to stay out */
  insertResponse: (hit: CannedHit, range?: readonly [number, number]) => void
  inputRef: RefObject<HTMLTextAreaElement | null>
  /** the engagement of what is being written, and why it cannot be sent; undefined until that is known */
  picked: PickedEngagement | undefined
  /** takes an engagement in, and asks whether it is to be sent at once */
  pick: (card: EngagementCard) => void
}

/** A button of the composer's bar, or a row of chips above its text: a component that is one line in `parts.ts`. */
export type ComposerPart = ComponentType<{ composing: Composing }>

/** Looks at a key that is pressed in the text; true when the composer must leave the key alone. */
export type TextKey = (
  event: KeyboardEvent<HTMLTextAreaElement>,
  composing: Pick<Composing, 'content' | 'inputRef'>
) => boolean

/** Why Send is blocked, as a person reads it. */
export interface SendBlock {
  reason: string
  /** that is seen anyway: nothing is written */
  isPlain?: boolean
  /** it passes by itself: what is said once Send was asked for, which goes then */
  waits?: string
}

/** Looks at what is written; null lets it be sent. */
export type SendGuard = (
  composing: Pick<Composing, 'header' | 'content' | 'incoming' | 'picked'>
) => SendBlock | null
