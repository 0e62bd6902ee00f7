import { z } from 'zod'
import { ConversationId, DeviceId, EngagementId, MessageId, RequestId, ResponseId } from '../base/ids.ts'
import { Attachment, BlobHash, FileLimits, MESSAGE_MAX_FILES } from '../features/attachment/entities.ts'
import { Direction, MESSAGE_MAX_CHARS } from '../features/conversation/entities.ts'
import { EngagementContent } from '../features/engagement/content.ts'
import { EngagementOutcome } from '../features/engagement/entities.ts'
import { Identity } from '../features/session/entities.ts'
import { DemoPerson } from '../features/session/views.ts'
import { ChangeRange, RANGE_MAX_ITEMS, Seq } from '../sync/change.ts'
import { Operation, PUSH_MAX_OPERATIONS } from '../sync/operation.ts'
import { PushOutcome } from '../sync/receipt.ts'
import { SNAPSHOT_MAX_ROWS } from '../sync/snapshot.ts'

/** HTTP paths of the server, as the desk and the follower page call them. */
export const PATHS = {
  signIn: '/session/sign-in',
  refresh: '/session/refresh',
  signOut: '/session/sign-out',
  demoPeople: '/session/demo-people',
  /** where somebody who was invited chooses a password, in a browser */
  choosePassword: '/session/password',
  push: '/sync/push',
  changes: '/sync/changes',
  snapshotStart: '/sync/snapshot',
  snapshotPage: '/sync/snapshot/:entity',
  live: '/live',
  fileLimits: '/files/limits',
  fileHeld: '/files/held/:sha256',
  fileLink: '/files/link',
  fileContent: '/files/content',
  uploads: '/files/uploads',
  upload: '/files/uploads/:upload',
  followerPage: '/c/:slug',
  followerSession: '/follower/:slug/session',
  followerThread: '/follower/:slug/thread',
  followerMessages: '/follower/:slug/messages',
  followerDelivered: '/follower/:slug/delivered',
  followerTyping: '/follower/:slug/typing',
  followerEngagement: '/follower/:slug/engagements/:message',
  followerFileHeld: '/follower/:slug/files/held/:sha256',
  followerFile: '/follower/:slug/files/:sha256',
  followerUploads: '/follower/:slug/uploads',
  followerUpload: '/follower/:slug/uploads/:upload'
} as const

export const SignInRequest = z.object({
  email: z.string().max(320),
  password: z.string().max(1000),
  /** the device's name for the list of signed-in devices */
  deviceName: z.string().max(200)
})

/** The access token lives 15 minutes; each refresh token works once, and its successor replaces it. */
export const SessionGrant = z.object({
  identity: Identity,
  accessToken: z.string(),
  accessExpiresAtMs: z.number().int(),
  refreshToken: z.string()
})
export type SessionGrant = z.infer<typeof SessionGrant>

/** Asks for the successor of a refresh token, or (at sign-out) for its end. */
export const RefreshTokenRequest = z.object({ refreshToken: z.string().max(500) })
export const DemoPeople = z.object({ people: z.array(DemoPerson) })

/** The device is registered by its first push; tenant and actor come from the token only. */
export const PushRequest = z.object({
  deviceId: DeviceId,
  /** the history of the server that the desk knows; `resync_required` when it is another one now. Absent before the first copy */
  epoch: z.string().max(100).optional(),
  /** the device's clock as it sends this: with it the server knows how long ago an Operation was asked for, whatever that clock says */
  sentAtMs: z.number().int().optional(),
  operations: z.array(Operation).min(1).max(PUSH_MAX_OPERATIONS)
})
export type PushRequest = z.infer<typeof PushRequest>

export const PushResponse = z.object({ outcomes: z.array(PushOutcome), head: Seq })
export type PushResponse = z.infer<typeof PushResponse>

export const ChangesQuery = z.object({
  since: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(RANGE_MAX_ITEMS).default(RANGE_MAX_ITEMS)
})

export const SnapshotQuery = z.object({
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(SNAPSHOT_MAX_ROWS).default(SNAPSHOT_MAX_ROWS)
})

/** What may be attached here: a setting of the server, for the desk to judge by and to show. */
export const FileLimitsResponse = FileLimits

/** Whether the caller has uploaded these bytes before, whole: they need not travel again. */
export const FileHeldParams = z.object({ sha256: BlobHash })
export const FileHeld = z.object({ held: z.boolean() })

/** Asks for the bytes of a file of one conversation, engagement, canned response or (for leads) request, by an address that anybody may use for a short while. */
export const FileLinkQuery = z.object({
  conversationId: z.union([ConversationId, EngagementId, ResponseId, RequestId]),
  sha256: BlobHash
})
export const FileLink = z.object({ path: z.string(), expiresAtMs: z.number().int() })
export type FileLink = z.infer<typeof FileLink>
export const FileTokenQuery = z.object({ token: z.string().max(1000) })

/** What a desk tells of a file when it opens an upload (tus `Upload-Metadata`). */
export const UploadMetadata = z.object({
  sha256: BlobHash,
  name: z.string().min(1).max(1000),
  mediaType: z.string().max(100).optional()
})
export type UploadMetadata = z.infer<typeof UploadMetadata>

/** Socket.IO events of the desk's live link, namespace `/`, authenticated by `auth: { accessToken }`. */
export const LIVE = {
  /** server -> desk: ChangeRange */
  frame: 'frame',
  /** server -> desk, every 20 s: LiveHead */
  heartbeat: 'heartbeat',
  /** server -> desk: the session ended; the desk must sign in */
  ended: 'ended',
  /** desk -> server: OwnHint; server -> desk: Hint. Never stored, and nothing depends on it */
  hint: 'hint'
} as const

export const LiveFrame = ChangeRange
export const LiveHead = z.object({ epoch: z.string(), head: Seq })
export const LIVE_HEARTBEAT_MS = 20_000
/** After this much silence the desk drops the socket and pulls. */
export const LIVE_SILENCE_MS = 45_000

/** An engagement as the follower's page knows it; the title of a message is for the desks only and is empty here. */
export const FollowerEngagement = z.object({
  content: EngagementContent,
  outcome: EngagementOutcome,
  outcomeAtMs: z.number().int()
})
export type FollowerEngagement = z.infer<typeof FollowerEngagement>

/** What the follower has done with one, the answer of which is how it stands now. */
export const FollowerEngagementDone = z.object({ outcome: z.enum(['opened', 'redeemed']) })

/** What the follower's page knows of a message. */
export const FollowerMessage = z.object({
  id: MessageId,
  position: z.number().int(),
  direction: Direction,
  /** first name of the agent; null on the follower's own */
  agentName: z.string().nullable(),
  text: z.string(),
  attachments: z.array(Attachment),
  /** null for a message that brings none */
  engagement: FollowerEngagement.nullable(),
  sentAtMs: z.number().int()
})
export type FollowerMessage = z.infer<typeof FollowerMessage>

export const FollowerChannel = z.object({
  slug: z.string(),
  name: z.string(),
  partnerName: z.string(),
  color: z.number().int(),
  chatEnabled: z.boolean()
})
export type FollowerChannel = z.infer<typeof FollowerChannel>

/** What the page asks first: who am I here, and what has been said. `conversationId` is null before the first message. */
export const FollowerThread = z.object({
  channel: FollowerChannel,
  /** null until the follower has told a name */
  follower: z.object({ name: z.string() }).nullable(),
  conversationId: ConversationId.nullable(),
  /** the last 100 or those after `after`, oldest first */
  messages: z.array(FollowerMessage),
  /** up to which position an agent's desk has the follower's messages; equal to what the server holds */
  lastPosition: z.number().int(),
  /** how large files may be */
  fileLimits: FileLimits
})
export type FollowerThread = z.infer<typeof FollowerThread>

export const FollowerThreadQuery = z.object({ after: z.coerce.number().int().nonnegative().default(0) })
export const FollowerSessionRequest = z.object({
  name: z
    .string()
    .max(120)
    .refine((name) => name.trim() !== '', 'please tell a name')
})

/** The page mints the message's id, so that sending again after a lost answer changes nothing. */
export const FollowerSend = z
  .object({
    id: MessageId,
    text: z.string().max(MESSAGE_MAX_CHARS),
    /** files that the follower has uploaded, whole */
    attachments: z.array(Attachment).max(MESSAGE_MAX_FILES).optional()
  })
  .refine(
    ({ text, attachments = [] }) => text.trim() !== '' || attachments.length > 0,
    'a message needs some text or a file'
  )
export const FollowerDelivered = z.object({ position: z.number().int().nonnegative() })

/** Whether the follower is writing now. */
export const FollowerTyping = z.object({ typing: z.boolean() })

/** Socket.IO namespace of the follower page, authenticated by its cookie; events carry no content that HTTP does not, but for typing. */
export const FOLLOWER_LIVE = {
  namespace: '/follower',
  /** server -> page: FollowerMessage */
  message: 'message',
  /** server -> page: `{ messageId, engagement }`, when another page of the follower has gone on with it */
  engagement: 'engagement',
  /** server -> page: FollowerChannel, when chat is turned on or off */
  channel: 'channel',
  /** server -> page: `{ name, typing }`, whether an agent writes an answer now */
  typing: 'typing'
} as const
