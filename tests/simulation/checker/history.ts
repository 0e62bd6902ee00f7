import { TENANT } from '../world/tenant.ts'
import type { Reader } from './readers.ts'
import type { PartnerRow, RequestRow } from './request-rows.ts'

/** A Change as the server stored it. */
export interface StoredChange {
  seq: number
  item: number
  type: string
  entity: string
  entity_id: string
  kind: 'row' | 'tombstone' | 'evict' | 'resync'
  version: number | null
  row: string | null
  audience: string
}

export interface Chat {
  id: string
  channelId: string
  followerId: string
  status: 'unanswered' | 'active' | 'finished'
  ownerId: string | null
  ownerVersion: number
  inboundSeq: number
  lastPosition: number
  version: number
}

/** The company as it was before the first seq of a simulation. */
export interface Beginning {
  chats: Map<string, Chat>
  roles: Map<string, string>
  channels: Map<string, ChannelThen>
  /** what each follower may not have */
  barred: Map<string, readonly string[]>
  engagements: Map<string, EngagementThen>
  responses: { id: string; title: string; text: string }[]
  requests: Map<string, RequestRow>
  partners: Map<string, PartnerRow>
}

/** A channel as the feed tells it. */
export interface ChannelThen {
  chatEnabled: boolean
  /** what its package allows; absent for all */
  engagementTypes?: readonly string[] | undefined
  version: number
}

/** An engagement of the catalogue as the feed tells it. */
export interface EngagementThen {
  channelId: string
  state: string
  content: {
    type: string
    title?: string
    name?: string
    startsAtMs?: number | null
    endsAtMs?: number | null
    validUntilMs?: number | null
  }
  activatedAtMs: number | null
}

export function readBeginning(template: Reader): Beginning {
  const all = <Row>(sql: string) => template.all<Row>(sql, TENANT)
  const chats = all<Chat>(
    `SELECT id, channel_id AS channelId, follower_id AS followerId, status, owner_id AS ownerId, owner_version AS ownerVersion,
       inbound_seq AS inboundSeq, last_position AS lastPosition, version FROM conversations WHERE tenant_id = ?`
  )
  const users = all<{ id: string; role: string }>('SELECT id, role FROM users WHERE tenant_id = ?')
  const channels = all<{ id: string; version: number; types: string | null }>(
    'SELECT id, version, engagement_types AS types FROM channels WHERE tenant_id = ?'
  )
  const followers = all<{ id: string; barred: string | null }>(
    'SELECT id, barred_engagements AS barred FROM followers WHERE tenant_id = ?'
  )
  const engagements = all<{ id: string; body: string }>(
    'SELECT id, body FROM engagements WHERE tenant_id = ?'
  )
  const responses = all<Beginning['responses'][number]>(
    'SELECT id, title, text FROM canned_responses WHERE tenant_id = ?'
  )
  const bodies = <Row extends { id: string }>(table: 'requests' | 'partners') =>
    all<{ body: string; version: number }>(`SELECT body, version FROM ${table} WHERE tenant_id = ?`)
      .map(({ body, version }): Row => ({ ...JSON.parse(body), version }))
      .map((row): [string, Row] => [row.id, row])
  return {
    responses,
    requests: new Map(bodies<RequestRow>('requests')),
    partners: new Map(bodies<PartnerRow>('partners')),
    chats: new Map(chats.map((chat) => [chat.id, chat])),
    roles: new Map(users.map(({ id, role }) => [id, role])),
    channels: new Map(
      channels.map(({ id, version, types }) => [
        id,
        { chatEnabled: true, version, engagementTypes: types === null ? undefined : JSON.parse(types) }
      ])
    ),
    barred: new Map(followers.map(({ id, barred }) => [id, JSON.parse(barred ?? '[]')])),
    engagements: new Map(engagements.map(({ id, body }) => [id, JSON.parse(body)]))
  }
}

export function readChanges(server: Reader): StoredChange[] {
  return server.all<StoredChange>(
    `SELECT seq, item, type, entity, entity_id, kind, version, row, audience FROM changes
     WHERE tenant_id = ? ORDER BY seq, item`,
    TENANT
  )
}

/** Every Change from the first seq of a simulation on, with those that the server has forgotten. */
export function allChanges(trimmed: readonly StoredChange[], server: Reader): StoredChange[] {
  const { floor } = server.get<{ floor: number }>(
    'SELECT floor_seq AS floor FROM tenants WHERE id = ?',
    TENANT
  ) ?? { floor: 0 }
  return [...trimmed.filter(({ seq }) => seq <= floor), ...readChanges(server)]
}

export function* groupBySeq(changes: readonly StoredChange[]): Iterable<[number, StoredChange[]]> {
  let group: StoredChange[] = []
  for (const change of changes) {
    const [first] = group
    if (first && first.seq !== change.seq) {
      yield [first.seq, group]
      group = []
    }
    group.push(change)
  }
  const [first] = group
  if (first) yield [first.seq, group]
}
