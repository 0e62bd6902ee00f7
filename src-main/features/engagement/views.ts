import { type ChannelId, type ConversationId, EngagementId } from '#shared/base/ids.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import { type Recipient, whyUnavailable } from '#shared/features/engagement/availability.ts'
import { type EngagementCard, titleOf } from '#shared/features/engagement/content.ts'
import { Engagement, type EngagementOutcome } from '#shared/features/engagement/entities.ts'
import { engagementSend } from '#shared/features/engagement/operations.ts'
import { furthest } from '#shared/features/engagement/outcome.ts'
import type { EngagementView, PickedEngagement } from '#shared/features/engagement/views.ts'
import { unavailableWords } from '#shared/features/engagement/words.ts'
import { asksFor } from '../../outbox/outbox-row.ts'
import { isHeld, type RowsByLane } from '../../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { overlayCatalogue } from './overlay.ts'
import { barredOf, engagementById, engagementTypesOf } from './read.ts'

const GONE = 'It is no longer in the catalogue'

interface EngagementReader {
  db: ReadableDb
  rows: RowsByLane
  nowMs(): number
}

interface StoredRecipient {
  channelId: ChannelId
  followerId: string
  types: string | null
  barred: string | null
}

/** The follower of a conversation as availability knows them, but for one engagement and the time; what waits to go to them counts as sent. */
function recipientOf({ db, rows }: Pick<EngagementReader, 'db' | 'rows'>, conversationId: string) {
  const stored = db.get<StoredRecipient>(
    `SELECT c.channel_id AS channelId, c.follower_id AS followerId, h.engagement_types AS types,
       f.barred_engagements AS barred
     FROM conversations c JOIN channels h ON h.id = c.channel_id JOIN followers f ON f.id = c.follower_id
     WHERE c.id = ?`,
    conversationId
  )
  if (!stored) return null
  const sent = db.all<{ id: string; outcome: EngagementOutcome }>(
    'SELECT engagement_id AS id, outcome FROM sent_engagements WHERE follower_id = ?',
    stored.followerId
  )
  const { channelId, types, barred } = stored
  const common = { channelId, ...engagementTypesOf(types), ...barredOf(barred) }
  const waiting = waitingFor(rows, conversationId)
  return (engagementId: EngagementId, nowMs: number): Recipient => ({
    ...common,
    outcome:
      furthest(sent.flatMap(({ id, outcome }) => (id === engagementId ? [outcome] : []))) ??
      (waiting.has(engagementId) ? 'sent' : null),
    nowMs
  })
}

/** What is on its way to the follower of a conversation; what was refused, and what is held behind it, is not. */
function waitingFor(rows: RowsByLane, conversationId: string): ReadonlySet<string> {
  const lane = rows.lane(`conversation:${conversationId}`)
  const going = lane.filter((row) => row.state !== 'rejected' && !isHeld(rows, row))
  return new Set(going.flatMap((row) => (asksFor(row, engagementSend) ? [row.args.engagementId] : [])))
}

/** What can be sent to the follower of a conversation now, by title. */
export function availableEngagements(
  desk: EngagementReader,
  conversationId: ConversationId
): EngagementCard[] {
  const { db, nowMs } = desk
  const recipient = recipientOf(desk, conversationId)
  if (!recipient) return []
  const atMs = nowMs()
  return db
    .all<{ body: string }>(
      `SELECT e.body FROM engagements e JOIN conversations c ON c.channel_id = e.channel_id
       WHERE c.id = ? AND e.state = 'active' ORDER BY e.title COLLATE NOCASE, e.id`,
      conversationId
    )
    .map(({ body }) => Engagement.parse(JSON.parse(body)))
    .filter((engagement) => whyUnavailable(engagement, recipient(engagement.id, atMs)) === null)
    .map(({ id, content }) => ({ engagementId: id, content }))
}

/** Engagements by their id, each with why it cannot go to the follower of a conversation now; of nobody in particular for null. */
export function engagementsFor(desk: EngagementReader, conversationId: string | null) {
  const { db, nowMs } = desk
  let recipient: ReturnType<typeof recipientOf> | undefined
  return (engagementId: string | null): CannedHit['engagement'] => {
    if (engagementId === null) return null
    const engagement = engagementById(db, engagementId)
    if (!engagement)
      return { engagementId: EngagementId.parse(engagementId), type: null, title: '', why: GONE }
    const { id, content } = engagement
    recipient ??= conversationId === null ? null : recipientOf(desk, conversationId)
    const why = recipient && whyUnavailable(engagement, recipient(id, nowMs()))
    return {
      engagementId: id,
      type: content.type,
      title: titleOf(content),
      why: why && unavailableWords(why)
    }
  }
}

/** The engagement that a draft holds, and why it cannot be sent any more. */
export function pickedEngagement(
  desk: EngagementReader,
  conversationId: ConversationId,
  engagementId: string | null
): PickedEngagement {
  const { db, nowMs } = desk
  if (engagementId === null) return { card: null, why: null }
  const engagement = engagementById(db, engagementId)
  const recipient = recipientOf(desk, conversationId)
  if (!engagement || !recipient) return { card: null, why: GONE }
  const why = whyUnavailable(engagement, recipient(engagement.id, nowMs()))
  return {
    card: { engagementId: engagement.id, content: engagement.content },
    why: why && unavailableWords(why)
  }
}

/** The whole catalogue, newest first, with everything unsettled laid over it. */
export function engagementCatalogue({ db, rows }: Pick<EngagementReader, 'db' | 'rows'>): EngagementView[] {
  const stored = db.all<{ body: string; channelName: string | null }>(
    `SELECT e.body, h.name AS channelName FROM engagements e LEFT JOIN channels h ON h.id = e.channel_id`
  )
  const views = stored.map(({ body, channelName }): EngagementView => {
    const { id, ...rest } = Engagement.parse(JSON.parse(body))
    const { channelId, state, content, version, updatedAtMs } = rest
    return {
      engagementId: id,
      channelId,
      channelName: channelName ?? '',
      state,
      content,
      version,
      updatedAtMs,
      isPending: false,
      refusal: null
    }
  })
  const channelName = (id: string) =>
    db.get<{ name: string }>('SELECT name FROM channels WHERE id = ?', id)?.name ?? ''
  return overlayCatalogue(views, rows, channelName).sort(
    (a, b) => b.updatedAtMs - a.updatedAtMs || titleOf(a.content).localeCompare(titleOf(b.content))
  )
}
