import { z } from 'zod'
import { RejectionCode } from '../base/error-codes.ts'
import { OpId } from '../base/ids.ts'
import { Lane } from './operation.ts'
import { RejectionDetail } from './receipt.ts'

/** What the status bar says: the link, how fresh the cached data is, how much is unsent. */
export const SyncStatus = z.object({
  link: z.enum(['online', 'connecting', 'offline', 'paused-by-person', 'sign-in-needed']),
  /** since when the link is in this state, Unix milliseconds */
  linkSinceMs: z.number().int(),
  /** when the cache was last known to equal the server's head; null before the first time */
  freshAtMs: z.number().int().nullable(),
  /** 0-1 while the first copy is fetched, null otherwise */
  snapshotProgress: z.number().nullable(),
  unsent: z.number().int(),
  refused: z.number().int(),
  /** when the server is tried next; null when nothing waits for that */
  nextRetryAtMs: z.number().int().nullable()
})
export type SyncStatus = z.infer<typeof SyncStatus>

/** Where one Operation stands in the Outbox; `accepted` waits for the Cursor to pass its seq. */
export const OutboxState = z.enum(['queued', 'sending', 'accepted', 'rejected'])
export type OutboxState = z.infer<typeof OutboxState>

/** One unsettled Operation for a person to see. */
export const OutboxItem = z.object({
  opId: OpId,
  lane: Lane,
  type: z.string(),
  args: z.unknown(),
  /** the name of what it speaks of: a follower, a response, a channel; null when it is not cached */
  about: z.string().nullable(),
  state: OutboxState,
  /** the refused Operation of its Lane behind which it waits; null when nothing is in its way */
  heldBy: OpId.nullable(),
  /** false: another version of the app has written it, and this one cannot read it; it is kept, and can be exported */
  readable: z.boolean(),
  /** which share of its files is with the server, 0-1; null when it has none */
  uploadShare: z.number().nullable(),
  /** its author has asked the server to withdraw it, and the server has not answered yet */
  withdrawing: z.boolean(),
  createdAtMs: z.number().int(),
  attempts: z.number().int(),
  nextAtMs: z.number().int().nullable(),
  rejection: z.object({ code: RejectionCode, detail: RejectionDetail }).nullable()
})
export type OutboxItem = z.infer<typeof OutboxItem>

/** What stands there now, beside what a person asked for: fields of a response as they are, or what was written since. */
export const Beside = z.array(
  z.object({
    /** a field (`title`, `text`, `name`), or who wrote it */
    name: z.string(),
    text: z.string(),
    atMs: z.number().int().nullable()
  })
)
export type Beside = z.infer<typeof Beside>
