import {
  type Channel,
  channelEntity,
  type Follower,
  followerEntity
} from '#shared/features/conversation/entities.ts'
import type { Projection, Touch } from '../../cache/projection.ts'
import type { WritableDb } from '../../sqlite/sqlite-file.ts'
import { searchWordsOf } from './search-words.ts'

export const channelProjection: Projection<Channel> = {
  entity: channelEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO channels (id, slug, name, partner_name, color, chat_enabled, engagement_types, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name,
         partner_name = excluded.partner_name, color = excluded.color, chat_enabled = excluded.chat_enabled,
         engagement_types = excluded.engagement_types, version = excluded.version WHERE excluded.version >= channels.version`,
      row.id,
      row.slug,
      row.name,
      row.partnerName,
      row.color,
      row.chatEnabled ? 1 : 0,
      row.engagementTypes ? JSON.stringify(row.engagementTypes) : null,
      row.version
    )
    if (changes > 0) tell(touch)
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM channels WHERE id = ? AND version <= ?', id, version) > 0) tell(touch)
  }
}

function tell(touch: Touch): void {
  touch('channels')
  touch('inbox')
  // what may be offered there
  touch('engagements')
}

export const followerProjection: Projection<Follower> = {
  entity: followerEntity,
  put(tx, row, touch) {
    const words = searchWordsOf(row)
    const changes = tx.run(
      `INSERT INTO followers (id, name, phone, email, locale, city, followed_since_ms, search_words, barred_engagements, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone, email = excluded.email,
         locale = excluded.locale, city = excluded.city, followed_since_ms = excluded.followed_since_ms,
         search_words = excluded.search_words, barred_engagements = excluded.barred_engagements, version = excluded.version
         WHERE excluded.version >= followers.version`,
      row.id,
      row.name,
      row.phone,
      row.email,
      row.locale,
      row.city,
      row.followedSinceMs,
      words,
      row.barredEngagements ? JSON.stringify(row.barredEngagements) : null,
      row.version
    )
    if (changes > 0) rename(tx, row.id, row.name, words, touch)
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM followers WHERE id = ? AND version <= ?', id, version) > 0) {
      rename(tx, id, '', ' ', touch)
    }
  }
}

/** The inbox reads names from the conversations' rows. */
function rename(tx: WritableDb, followerId: string, name: string, words: string, touch: Touch): void {
  const theirs = tx.all<{ id: string }>('SELECT id FROM conversations WHERE follower_id = ?', followerId)
  if (theirs.length === 0) return
  tx.run(
    'UPDATE conversations SET follower_name = ?, search_words = ? WHERE follower_id = ?',
    name,
    words,
    followerId
  )
  touch('inbox')
  for (const { id } of theirs) touch(`conversation:${id}`)
}
