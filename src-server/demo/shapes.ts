import type { TenantId } from '#shared/base/ids.ts'
import type { PartnerRequest } from '#shared/features/approval/entities.ts'
import type { CannedCategory, CannedResponse } from '#shared/features/canned-response/entities.ts'
import type {
  Channel,
  Conversation,
  Follower,
  Message,
  ReadMark
} from '#shared/features/conversation/entities.ts'
import type { Engagement } from '#shared/features/engagement/entities.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import type { User } from '#shared/features/session/entities.ts'

/** The plain objects of a demo tenant. Times are epoch milliseconds, money is integer minor units. */

export interface DemoOptions {
  seed: number
  /** The moment that counts as now; nothing in the tenant is newer, except planned starts and ends. */
  nowMs: number
  conversations?: number
  /** Approximate total; without it a conversation has its natural 9 to 10 messages. */
  messages?: number
  /** About so many messages in Mia's newest active conversation, to try a very long one. */
  longestMessages?: number
  /** At least this many; more are made when the conversations need them. */
  followers?: number
}

export interface DemoTenant {
  tenant: Tenant
  channels: Channel[]
  users: DemoUser[]
  followers: Follower[]
  categories: CannedCategory[]
  responses: CannedResponse[]
  engagements: Engagement[]
  partners: Partner[]
  requests: PartnerRequest[]
  /**
   * All conversations with their messages, least recent activity first. Every call starts anew and yields the
   * same; only one conversation's messages are in memory at a time.
   */
  conversations(): Generator<DemoConversation>
}

export interface Tenant {
  id: TenantId
  slug: string
  name: string
  createdAtMs: number
}

/** A person of the tenant with what sign-in needs besides. */
export interface DemoUser extends User {
  email: string
}

/** A conversation and all that hangs on it. `ownedAtMs` of a finished one is when it was finished. */
export interface DemoConversation {
  conversation: Conversation
  messages: Message[]
  /** One for every agent who ever answered here. */
  readMarks: ReadMark[]
}

export type { Partner } from '#shared/features/partner/entities.ts'

export type RequestKind = 'partnership' | 'add-on' | 'broadcast' | 'advertising-package' | 'ad'
