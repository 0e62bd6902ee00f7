import type { ContentOf, EngagementContent } from '#shared/features/engagement/content.ts'
import type { EngagementState } from '#shared/features/engagement/entities.ts'

/** The content of one type with the names of its files in place of the files. */
type Named<Content> = Content extends EngagementContent
  ? {
      [Key in keyof Content]: Key extends 'media' | 'image'
        ? string | null
        : Key extends 'files' | 'assets'
          ? string[]
          : Content[Key]
    }
  : never

type Message = Named<ContentOf<'message'>>
type Coupon = Named<ContentOf<'coupon'>>
type Timeless = Named<Exclude<EngagementContent, ContentOf<'message' | 'coupon'>>>
export type NamedContent = Message | Coupon | Timeless

/** Catalogue content with its times told in days from today. */
export type EngagementEntry = { channel: string; status: EngagementState } & (
  | { content: Timeless }
  | { content: Omit<Message, 'startsAtMs' | 'endsAtMs'>; startDay: number; endDay: number }
  | { content: Omit<Coupon, 'validUntilMs'>; validDays: number }
)
