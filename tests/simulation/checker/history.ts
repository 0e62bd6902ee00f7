import { TENANT } from '../world/tenant.ts'
import type { Reader } from './readers.ts'

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
  channels: Map<string, { chatEnabled: boolean; version: number }>
  responses: { id: string; title: string; text: string }[]
}

export function readBeginning(template: Reader): Beginning {
  const all = <Row>(sql: string) => template.all<Row>(sql, TENANT)
  const chats = all<Chat>(
    `SELECT id, channel_id AS channelId, status, owner_id AS ownerId, owner_version AS ownerVersion,
       inbound_seq AS inboundSeq, last_position AS lastPosition, version FROM conversations WHERE tenant_id = ?`
  )
  const users = all<{ id: string; role: string }>('SELECT id, role FROM users WHERE tenant_id = ?')
  const channels = all<{ id: string; version: number }>(
    'SELECT id, version FROM channels WHERE tenant_id = ?'
  )
  const responses = all<Beginning['responses'][number]>(
    'SELECT id, title, text FROM canned_responses WHERE tenant_id = ?'
  )
  return {
    responses,
    chats: new Map(chats.map((chat) => [chat.id, chat])),
    roles: new Map(users.map(({ id, role }) => [id, role])),
    channels: new Map(channels.map(({ id, version }) => [id, { chatEnabled: true, version }]))
  }
}

export function readChanges(server: Reader): StoredChange[] {
  return server.all<StoredChange>(
    `SELECT seq, item, type, entity, entity_id, kind, version, row, audience FROM changes
     WHERE tenant_id = ? ORDER BY seq, item`,
    TENANT
  )
}
