import type { FollowerId } from '#shared/base/ids.ts'
import type { Follower } from '#shared/features/conversation/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import type { Tx } from '../../storage/storage.ts'
import { followerChanged } from './changes.ts'
import type { Visit } from './follower-session.ts'

export interface Newcomer {
  id: FollowerId
  name: string
  /** the browser's first language, as it says */
  locale: string
  sessionHash: string
}

/** Makes a follower of a visitor who told a name. */
export async function joinFollower(
  tx: Tx,
  visit: Visit,
  newcomer: Newcomer,
  nowMs: number
): Promise<{ follower: Follower; changes: DraftChange[] }> {
  const follower: Follower = {
    id: newcomer.id,
    name: newcomer.name,
    phone: '',
    email: '',
    locale: newcomer.locale,
    city: '',
    followedSinceMs: nowMs,
    version: 1
  }
  await tx
    .insertInto('followers')
    .values({
      tenant_id: visit.tenantId,
      id: follower.id,
      name: follower.name,
      phone: follower.phone,
      email: follower.email,
      locale: follower.locale,
      city: follower.city,
      followed_since_ms: nowMs,
      version: follower.version,
      session_hash: newcomer.sessionHash
    })
    .execute()
  return { follower, changes: [followerChanged(follower)] }
}

/** Gives a known follower another name. */
export async function renameFollower(
  tx: Tx,
  visit: Visit,
  known: Follower,
  name: string
): Promise<{ follower: Follower; changes: DraftChange[] }> {
  if (known.name === name) return { follower: known, changes: [] }
  const row = await tx
    .updateTable('followers')
    .set((eb) => ({ name, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', visit.tenantId)
    .where('id', '=', known.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  const follower = { ...known, name, version: row.version }
  return { follower, changes: [followerChanged(follower)] }
}

/** The first language of an Accept-Language header, `en` where it says none. */
export function localeOf(acceptLanguage: string | undefined): string {
  return /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/i.exec(acceptLanguage ?? '')?.[1]?.slice(0, 20) ?? 'en'
}
