import { z } from 'zod'
import { EngagementId, FollowerId, type TenantId } from '#shared/base/ids.ts'
import type { Follower } from '#shared/features/conversation/entities.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { followerChanged } from '../conversation/changes.ts'
import { toFollower } from '../conversation/rows.ts'
import { ApiId, isSame, type Resource } from './resource.ts'
import { AnyEmail, line, named } from './texts.ts'

const ApiFollower = z
  .object({
    id: z.string(),
    name: z.string(),
    phone: z.string(),
    email: z.string(),
    locale: z.string(),
    city: z.string(),
    followedSinceMs: z.number().int(),
    version: z.number().int()
  })
  .meta({
    examples: [
      {
        id: 'user-4711',
        name: 'Amal Haddad',
        phone: '+49 30 1234',
        email: 'amal@example.com',
        locale: 'ar',
        city: 'Berlin',
        followedSinceMs: 1767603600000,
        version: 3
      }
    ]
  })
type ApiFollower = z.infer<typeof ApiFollower>

const FollowerBody = z
  .strictObject({
    name: named(300),
    phone: line(40).default(''),
    email: AnyEmail.default(''),
    locale: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a locale is like en or pt-BR')
      .max(20)
      .default('en'),
    city: line(120).default(''),
    followedSinceMs: z
      .number()
      .int()
      .nonnegative()
      .optional()
      .meta({ description: 'Left out: as it is, or now for a new one' })
  })
  .meta({
    examples: [
      { name: 'Amal Haddad', phone: '+49 30 1234', email: 'amal@example.com', locale: 'ar', city: 'Berlin' }
    ]
  })
type FollowerBody = z.infer<typeof FollowerBody>

/** The people who follow the company's channels. */
export const followers: Resource<ApiFollower, FollowerBody> = {
  path: '/followers/:id',
  listPath: '/followers',
  tag: 'Followers',
  name: 'follower',
  row: ApiFollower,
  body: FollowerBody,
  putSummary: 'Creates a follower, or changes one: desks show it at once',
  one: async (db, tenantId, id) => withoutBarred(await followerById(db, tenantId, id)),
  async list(db, tenantId, after, limit) {
    let query = db
      .selectFrom('followers')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .limit(limit)
    if (after !== undefined) query = query.where('id', '>', after as FollowerId)
    return (await query.execute()).map(toFollower)
  },
  async put(tx, { tenantId, id, body, current, nowMs }) {
    const stored = await followerById(tx, tenantId, id)
    const next: Follower = {
      ...(stored ?? { id: FollowerId.parse(id), version: 0 }),
      ...body,
      followedSinceMs: body.followedSinceMs ?? stored?.followedSinceMs ?? nowMs
    }
    if (stored && current && isSame(stored, next)) return { row: current, changes: [] }
    const follower = { ...next, version: next.version + 1 }
    await saveFollower(tx, tenantId, follower)
    return { row: follower, changes: [followerChanged(follower)] }
  }
}

const Entitlements = z
  .object({ id: z.string(), barredEngagements: z.array(z.string()), version: z.number().int() })
  .meta({ examples: [{ id: 'user-4711', barredEngagements: ['01a20309-c569'], version: 4 }] })
type Entitlements = z.infer<typeof Entitlements>

const EntitlementsBody = z
  .strictObject({
    barredEngagements: z
      .array(ApiId)
      .max(1000)
      .meta({ description: 'The engagements that this follower may not have; all others are theirs' })
  })
  .meta({ examples: [{ barredEngagements: ['01a20309-c569'] }] })
type EntitlementsBody = z.infer<typeof EntitlementsBody>

/** What a follower may be sent: a part of the follower's row, with scopes of its own. */
export const entitlements: Resource<Entitlements, EntitlementsBody> = {
  path: '/followers/:id/entitlements',
  tag: 'Entitlements',
  name: 'entitlements',
  row: Entitlements,
  body: EntitlementsBody,
  putSummary:
    'Says which engagements a follower may not have: agents are not offered them any more, and cannot send them',
  async one(db, tenantId, id) {
    const follower = await followerById(db, tenantId, id)
    return follower && toEntitlements(follower)
  },
  async put(tx, { tenantId, id, body, current }) {
    const stored = await followerById(tx, tenantId, id)
    if (!stored || !current) {
      throw new Refusal('not_found', `There is no follower "${id}". Create the follower first.`)
    }
    const barred = [...new Set(body.barredEngagements)].sort()
    if (isSame({ ...current, barredEngagements: barred }, toEntitlements(stored))) {
      return { row: current, changes: [] }
    }
    await refuseUnknown(tx, tenantId, barred)
    const { barredEngagements: _before, ...rest } = stored
    const follower: Follower = {
      ...rest,
      ...(barred.length > 0 && { barredEngagements: barred.map((one) => EngagementId.parse(one)) }),
      version: stored.version + 1
    }
    await saveFollower(tx, tenantId, follower)
    return { row: toEntitlements(follower), changes: [followerChanged(follower)] }
  }
}

function toEntitlements({ id, barredEngagements, version }: Follower): Entitlements {
  return { id, barredEngagements: [...(barredEngagements ?? [])].sort(), version }
}

/** An engagement that is not known here is a mistake of the platform, and barring it would do nothing. */
async function refuseUnknown(tx: Tx, tenantId: TenantId, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const found = await tx
    .selectFrom('engagements')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids as EngagementId[])
    .execute()
  const known = new Set<string>(found.map(({ id }) => id))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return
  throw new Refusal(
    'unknown_reference',
    `There is no engagement "${unknown[0]}"${unknown.length > 1 ? `, and ${unknown.length - 1} more are not known` : ''}. Read /api/v1/engagements for those that there are.`
  )
}

async function followerById(db: ReadTx, tenantId: TenantId, id: string): Promise<Follower | null> {
  const row = await db
    .selectFrom('followers')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id as FollowerId)
    .executeTakeFirst()
  return row ? toFollower(row) : null
}

function withoutBarred(follower: Follower | null): ApiFollower | null {
  if (!follower) return null
  const { barredEngagements: _, ...rest } = follower
  return rest
}

/** Writes a follower, new or changed; the session of their page stays as it is. */
async function saveFollower(tx: Tx, tenantId: TenantId, follower: Follower): Promise<void> {
  const { id, name, phone, email, locale, city, followedSinceMs, barredEngagements, version } = follower
  const columns = {
    ...{ name, phone, email, locale, city, version },
    followed_since_ms: followedSinceMs,
    barred_engagements: barredEngagements ? JSON.stringify(barredEngagements) : null
  }
  await tx
    .insertInto('followers')
    .values({ ...columns, tenant_id: tenantId, id, session_hash: null })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
    .execute()
}
