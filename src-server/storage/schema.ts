import type {
  CategoryId,
  ChannelId,
  ConversationId,
  DeviceId,
  EngagementId,
  FollowerId,
  MessageId,
  NoteId,
  OpId,
  RequestId,
  ResponseId,
  StepId,
  TenantId,
  UserId,
  WebhookEventId,
  WebhookId
} from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'

type Direction = 'in' | 'out'

/** 0 or 1: databases disagree about booleans, so the tables have none. */
export type Flag = 0 | 1

export interface TenantsTable {
  id: TenantId
  name: string
  /** changes when the data was restored from a backup */
  epoch: string
  /** the last seq given out; bumped last in every transaction that appends */
  head_seq: number
  /** the oldest Cursor that can still be served from the feed */
  floor_seq: number
  acl_version: number
  /** 1 for the tenant that the server made up for a demonstration */
  demo: Flag
}

export interface UsersTable {
  tenant_id: TenantId
  id: UserId
  /** lower case; unique on the whole server, because a person signs in without naming a tenant */
  email: string
  name: string
  role: Role
  active: Flag
  password_hash: string
  version: number
}

/** One signed-in device: the family of its refresh tokens. */
export interface SessionsTable {
  tenant_id: TenantId
  id: string
  user_id: UserId
  device_name: string
  created_at_ms: number
  expires_at_ms: number
  revoked_at_ms: number | null
  /** 1: the desk erases the account's files when it asks for the session again */
  wipe: Flag
}

export interface RefreshTokensTable {
  /** sha256 of the token, hex: the token itself is never stored */
  hash: string
  tenant_id: TenantId
  session_id: string
  used_at_ms: number | null
  /** the token that replaced this one */
  successor_hash: string | null
  /** 1 once the used token was accepted a second time because its successor never arrived */
  grace_used: Flag
}

export interface DevicesTable {
  tenant_id: TenantId
  id: DeviceId
  user_id: UserId
  last_device_seq: number
}

export interface ReceiptsTable {
  tenant_id: TenantId
  op_id: OpId
  device_id: DeviceId
  device_seq: number
  user_id: UserId
  /** sha256 over {type, v, args, base, blobs} */
  hash: string
  /** the Receipt as JSON, answered again byte for byte */
  body: string
  created_at_ms: number
}

export interface ChangesTable {
  tenant_id: TenantId
  seq: number
  /** 0, 1, 2 ... within one seq */
  item: number
  type: string
  entity: string
  entity_id: string
  /** `resync` never leaves the server */
  kind: 'row' | 'tombstone' | 'evict' | 'resync'
  version: number | null
  /** JSON of the row; null unless kind is row */
  row: string | null
  /** `everyone`, `user:<id>` or `role:<least role>` */
  audience: string
  created_at_ms: number
}

export interface AuditTable {
  tenant_id: TenantId
  id: string
  at_ms: number
  actor_id: UserId | null
  action: string
  target: string
  outcome: string
  /** JSON without message text or secrets */
  detail: string
}

export interface ChannelsTable {
  tenant_id: TenantId
  id: ChannelId
  /** unique on the whole server: the follower page finds its tenant by it */
  slug: string
  name: string
  partner_name: string
  color: number
  chat_enabled: Flag
  /** JSON of the types that the partner's package allows; null for all */
  engagement_types: string | null
  version: number
}

export interface FollowersTable {
  tenant_id: TenantId
  id: FollowerId
  name: string
  phone: string
  email: string
  locale: string
  city: string
  followed_since_ms: number
  version: number
  /** sha256 of the cookie of the follower's page, hex; null when the platform made the follower */
  session_hash: string | null
  /** JSON of the engagements that the platform does not let them have; null for none */
  barred_engagements: string | null
}

export interface ConversationsTable {
  tenant_id: TenantId
  id: ConversationId
  channel_id: ChannelId
  follower_id: FollowerId
  status: 'unanswered' | 'active' | 'finished'
  owner_id: UserId | null
  owner_version: number
  owned_at_ms: number
  inbound_seq: number
  last_position: number
  /** null: no message yet */
  last_message_id: MessageId | null
  delivered_position: number
  /** the three are null together: no message yet */
  last_direction: Direction | null
  last_text: string | null
  last_at_ms: number | null
  created_at_ms: number
  last_activity_ms: number
  version: number
}

export interface MessagesTable {
  tenant_id: TenantId
  id: MessageId
  conversation_id: ConversationId
  position: number
  direction: Direction
  author_id: UserId | null
  text: string
  sent_at_ms: number
  /** JSON of the files that go with it; null for none */
  attachments: string | null
  /** JSON of the engagement that it brings; null for none */
  engagement: string | null
  /** the message before it in its conversation; null for the first */
  previous_id: MessageId | null
}

/** What agents tell each other beside a conversation; no route of a follower reads it. */
export interface NotesTable {
  tenant_id: TenantId
  id: NoteId
  conversation_id: ConversationId
  after_position: number
  author_id: UserId
  text: string
  transferred_to_id: UserId | null
  written_at_ms: number
}

/** A file that was uploaded whole; its bytes lie in the object store under the id. */
export interface BlobsTable {
  tenant_id: TenantId
  id: string
  /** who uploaded it: `user:<id>`; nobody else may send it */
  owner: string
  /** hex; unique per owner */
  sha256: string
  size_bytes: number
  /** of the server's own judgement */
  media_type: string
  created_at_ms: number
}

/** Which messages and engagements name a file: it is kept while one does, and shown to whoever sees what names it. */
export interface MessageFilesTable {
  tenant_id: TenantId
  /** or the engagement */
  message_id: MessageId | EngagementId
  /** 0, 1, 2 ... within the message */
  item: number
  /** of the message; an engagement stands for itself */
  conversation_id: ConversationId | EngagementId
  blob_id: string
  sha256: string
  name: string
}

export interface ResponseFilesTable {
  tenant_id: TenantId
  response_id: ResponseId
  /** 0, 1, 2 ... within the response */
  item: number
  blob_id: string
  sha256: string
  name: string
}

export interface RequestFilesTable {
  tenant_id: TenantId
  request_id: RequestId
  /** 0, 1, 2 ... within the request */
  item: number
  blob_id: string
  sha256: string
  name: string
}

export interface ReadMarksTable {
  tenant_id: TenantId
  user_id: UserId
  conversation_id: ConversationId
  inbound_seq: number
  version: number
}

export interface CannedCategoriesTable {
  tenant_id: TenantId
  id: CategoryId
  name: string
  position: number
  version: number
  /** the row's version at which its name last changed: a move is in nobody's way */
  name_version: number
  updated_by_id: UserId | null
  updated_at_ms: number
  /** null while it lives; a removed row stays as its own tombstone */
  deleted_at_ms: number | null
}

export interface CannedResponsesTable {
  tenant_id: TenantId
  id: ResponseId
  category_id: CategoryId
  /** whose it is alone; null when it is everyone's */
  owner_id: UserId | null
  title: string
  text: string
  position: number
  version: number
  /** the row's version at which each field last changed: disjoint edits merge by them */
  title_version: number
  text_version: number
  /** who changed each field last: an own change is never in one's own way */
  title_by_id: UserId | null
  text_by_id: UserId | null
  /** JSON */
  attachments: string
  attachments_version: number
  attachments_by_id: UserId | null
  engagement_id: EngagementId | null
  engagement_version: number
  engagement_by_id: UserId | null
  updated_by_id: UserId | null
  updated_at_ms: number
  deleted_at_ms: number | null
  /** how often it went out in an answer, how often changed before that, and when last */
  inserted: number
  edited: number
  last_used_at_ms: number | null
}

/** The catalogue; all but what is asked for by itself is in one piece. */
export interface EngagementsTable {
  tenant_id: TenantId
  id: EngagementId
  type: string
  status: 'draft' | 'active' | 'finished' | 'archived'
  /** JSON of the whole row */
  body: string
  /** 1 once it was offered: before, only administrators know it */
  known: Flag
}

export interface SentEngagementsTable {
  tenant_id: TenantId
  /** the message that carries it */
  id: MessageId
  conversation_id: ConversationId
  follower_id: FollowerId
  engagement_id: EngagementId
  type: 'message' | 'promo' | 'coupon' | 'sticker-pack' | 'ringtone' | 'wallpaper'
  title: string
  sent_by_id: UserId
  sent_at_ms: number
  outcome: 'sent' | 'seen' | 'opened' | 'redeemed'
  outcome_at_ms: number
  version: number
}

export interface PartnersTable {
  tenant_id: TenantId
  id: string
  status: string
  body: string
  version: number
}

export interface RequestsTable {
  tenant_id: TenantId
  id: string
  kind: string
  status: 'pending' | 'approved' | 'rejected' | 'withdrawn'
  /** JSON of the whole row but its version */
  body: string
  version: number
  /** null until it is decided */
  decided_at_ms: number | null
}

/** What partners can buy, as the platform tells it. */
export interface PackagesTable {
  tenant_id: TenantId
  id: string
  /** unique in its tenant */
  name: string
  /** JSON of the whole row but its version */
  body: string
  version: number
}

/** What leads did about requests that changed nothing of them. */
export interface RequestStepsTable {
  tenant_id: TenantId
  id: StepId
  request_id: RequestId
  by_id: UserId
  what: 'seen' | 'approval-undone' | 'rejection-undone'
  /** JSON of the whole row but its version */
  body: string
  version: number
}

/** What partners are told by mail: one for each decision, for ever. */
export interface MailsTable {
  tenant_id: TenantId
  request_id: RequestId
  to_address: string
  subject: string
  text: string
  html: string
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  /** when it is its turn */
  next_at_ms: number
  created_at_ms: number
  /** when it was sent or given up */
  settled_at_ms: number | null
  /** what the mail server said of the last try that failed */
  last_reason: string | null
}

/** The mail of a rejection as a tenant words it. */
export interface MailTemplatesTable {
  tenant_id: TenantId
  /** JSON; null for the default */
  body: string | null
  version: number
  changed_by_id: UserId
  changed_at_ms: number
}

/** Keys of the company's platform. */
export interface ApiKeysTable {
  tenant_id: TenantId
  id: string
  /** the first part of the secret; unique on the whole server: the tenant is found by it */
  prefix: string
  /** sha256 of the secret, hex: the secret itself is never stored */
  hash: string
  name: string
  /** JSON of the scopes */
  scopes: string
  /** null for one that the operator has made */
  created_by_id: UserId | null
  created_at_ms: number
  /** to the minute */
  last_used_at_ms: number | null
  revoked_at_ms: number | null
}

export interface WebhookEndpointsTable {
  tenant_id: TenantId
  id: WebhookId
  url: string
  description: string
  /** JSON of the events it is told of */
  events: string
  /** the two are null together: events are sent to it */
  off_reason: 'by-hand' | 'gone' | 'failing' | null
  off_at_ms: number | null
  /** `whsec_...`; signing needs it as it is, so the database holds it as it is */
  secret: string
  /** the secret before, which signs too until then */
  old_secret: string | null
  old_secret_until_ms: number | null
  /** it is told of Changes after this seq */
  from_seq: number
  /** the two are null together: nothing gets through since, and why */
  failing_since_ms: number | null
  problem: string | null
  last_delivered_at_ms: number | null
  created_at_ms: number
}

/** What endpoints are told of one event. */
export interface WebhookEventsTable {
  tenant_id: TenantId
  id: WebhookEventId
  /** the request's body, byte for byte */
  body: string
  created_at_ms: number
}

/** One event for one endpoint. */
export interface WebhookDeliveriesTable {
  tenant_id: TenantId
  endpoint_id: WebhookId
  event_id: WebhookEventId
  type: string
  state: 'waiting' | 'delivered' | 'failed'
  attempts: number
  /** when it is its turn */
  next_at_ms: number
  created_at_ms: number
  last_at_ms: number | null
  settled_at_ms: number | null
  /** of the last answer */
  status: number | null
  problem: string | null
}

/** Up to which seq the Changes of a tenant have become events. */
export interface WebhookCursorsTable {
  tenant_id: TenantId
  seq: number
}

/** Every table of the server, by name. Each query says its tenant. */
export interface Database {
  tenants: TenantsTable
  users: UsersTable
  sessions: SessionsTable
  refresh_tokens: RefreshTokensTable
  devices: DevicesTable
  receipts: ReceiptsTable
  changes: ChangesTable
  audit: AuditTable
  channels: ChannelsTable
  followers: FollowersTable
  conversations: ConversationsTable
  messages: MessagesTable
  notes: NotesTable
  blobs: BlobsTable
  message_files: MessageFilesTable
  response_files: ResponseFilesTable
  request_files: RequestFilesTable
  read_marks: ReadMarksTable
  canned_categories: CannedCategoriesTable
  canned_responses: CannedResponsesTable
  engagements: EngagementsTable
  sent_engagements: SentEngagementsTable
  partners: PartnersTable
  requests: RequestsTable
  request_steps: RequestStepsTable
  mails: MailsTable
  api_keys: ApiKeysTable
  packages: PackagesTable
  webhook_endpoints: WebhookEndpointsTable
  webhook_events: WebhookEventsTable
  webhook_deliveries: WebhookDeliveriesTable
  webhook_cursors: WebhookCursorsTable
  mail_templates: MailTemplatesTable
}
