import type { EngagementContent, EngagementStatus } from '../shapes.ts'

type Message = Extract<EngagementContent, { type: 'message' }>
type Coupon = Extract<EngagementContent, { type: 'coupon' }>
type Timeless = Exclude<EngagementContent, Message | Coupon>

/** Catalogue content with its times told in days from today. */
export type EngagementEntry = { channel: string; status: EngagementStatus } & (
  | { content: Timeless }
  | { content: Omit<Message, 'startsAtMs' | 'endsAtMs'>; startDay: number; endDay: number }
  | { content: Omit<Coupon, 'validUntilMs'>; validDays: number }
)
