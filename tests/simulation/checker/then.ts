import type { Beginning, ChannelThen, Chat, EngagementThen } from './history.ts'

/** How far followers come, in order. */
const OUTCOMES = ['sent', 'seen', 'opened', 'redeemed']

interface SentThen {
  followerId: string
  engagementId: string
  outcome: string
  version: number
}

/** What the server held at one moment of its feed, as far as engagements, notes and transfers ask for it. */
export interface Then {
  readonly chats: ReadonlyMap<string, Chat>
  readonly channels: ReadonlyMap<string, ChannelThen>
  readonly roles: ReadonlyMap<string, string>
  readonly barred: ReadonlyMap<string, readonly string[]>
  readonly engagements: ReadonlyMap<string, EngagementThen>
  readonly sent: ReadonlyMap<string, SentThen>
  readonly notes: ReadonlySet<string>
  readonly uses: ReadonlyMap<string, { inserted: number; edited: number }>
  /** how far a follower has come with an engagement; null when it never went to them */
  outcomeOf(followerId: string, engagementId: string): string | null
  /** Goes on by one row of the feed. */
  apply(entity: string, id: string, row: ReturnType<typeof JSON.parse>): void
}

export function thenAtFirst(beginning: Beginning): Then {
  const chats = new Map(beginning.chats)
  const channels = new Map(beginning.channels)
  const roles = new Map(beginning.roles)
  const barred = new Map(beginning.barred)
  const engagements = new Map(beginning.engagements)
  const sent = new Map<string, SentThen>()
  const notes = new Set<string>()
  const uses = new Map<string, { inserted: number; edited: number }>()
  return {
    ...{ chats, channels, roles, barred, engagements, sent, notes, uses },
    outcomeOf(followerId, engagementId) {
      const outcomes = [...sent.values()]
        .filter((one) => one.followerId === followerId && one.engagementId === engagementId)
        .map(({ outcome }) => OUTCOMES.indexOf(outcome))
      return OUTCOMES[Math.max(...outcomes)] ?? null
    },
    apply(entity, id, row) {
      switch (entity) {
        case 'conversation':
          chats.set(id, row)
          return
        case 'channel':
          channels.set(id, row)
          return
        case 'user':
          roles.set(id, row.active ? row.role : 'shut out')
          return
        case 'follower':
          barred.set(id, row.barredEngagements ?? [])
          return
        case 'engagement':
          engagements.set(id, row)
          return
        case 'sent-engagement':
          sent.set(id, row)
          return
        case 'note':
          notes.add(id)
          return
        case 'canned-response':
          uses.set(id, row.usage)
      }
    }
  }
}
