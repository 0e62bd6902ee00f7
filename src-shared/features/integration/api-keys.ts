import { z } from 'zod'

/** What an API key may do. Who may write a thing may read it, too. */
export const ApiScope = z.enum([
  'followers:read',
  'followers:write',
  'entitlements:read',
  'entitlements:write',
  'channels:read',
  'channels:write',
  'packages:read',
  'packages:write',
  'partners:read',
  'partners:write',
  'requests:read',
  'requests:write',
  'decisions:read',
  'conversations:read',
  'engagements:read'
])
export type ApiScope = z.infer<typeof ApiScope>

/** What each scope opens, for whoever chooses among them. */
export const SCOPE_WORDS: Record<ApiScope, string> = {
  'followers:read': 'Read followers',
  'followers:write': 'Create and change followers',
  'entitlements:read': 'Read which engagements a follower may not have',
  'entitlements:write': 'Say which engagements a follower may not have',
  'channels:read': 'Read channels',
  'channels:write': 'Create and change channels, and the types of engagement they may send',
  'packages:read': 'Read packages and their prices',
  'packages:write': 'Create and change packages and their prices',
  'partners:read': 'Read partners',
  'partners:write': 'Create and change partners, their packages and invoices',
  'requests:read': 'Read requests of partners',
  'requests:write': 'Post and withdraw requests of partners',
  'decisions:read': 'Read what leads have decided',
  'conversations:read': 'Read conversations and their messages, never the internal notes',
  'engagements:read': 'Read the catalogue of engagements'
}

export const API_KEY_NAME_MAX = 100

/** A key as administrators see it; the secret itself is shown once, when the key is made, and kept nowhere. */
export const ApiKey = z.object({
  id: z.string(),
  /** the first part of the secret, by which a key is recognised: `octo_5f2a90c41be7` */
  prefix: z.string(),
  name: z.string(),
  scopes: z.array(ApiScope),
  /** null for one that the operator of the server has made */
  createdByName: z.string().nullable(),
  createdAtMs: z.number().int(),
  /** to the minute; null for never */
  lastUsedAtMs: z.number().int().nullable(),
  revokedAtMs: z.number().int().nullable()
})
export type ApiKey = z.infer<typeof ApiKey>

/** Newest first, revoked ones too. */
export const ApiKeyList = z.object({ keys: z.array(ApiKey) })
export type ApiKeyList = z.infer<typeof ApiKeyList>

export const NewApiKey = z.object({
  name: z.string().trim().min(1, 'the key needs a name').max(API_KEY_NAME_MAX),
  scopes: z.array(ApiScope).min(1, 'the key needs at least one scope').max(ApiScope.options.length)
})
export type NewApiKey = z.infer<typeof NewApiKey>

/** The secret is in this answer and in none after it. */
export const ApiKeyMade = z.object({ key: ApiKey, secret: z.string() })
export type ApiKeyMade = z.infer<typeof ApiKeyMade>
