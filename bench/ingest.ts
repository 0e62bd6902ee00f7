// What it costs that a message can be found as soon as it is committed: the desk's own inserts with and without its search index.
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { UserId } from '#shared/base/ids.ts'
import { messageEntity } from '#shared/features/conversation/entities.ts'
import { projectionsFor } from '../src-main/account/rooms.ts'
import { CACHE_MIGRATIONS } from '../src-main/cache/migrations/list.ts'
import type { Projection } from '../src-main/cache/projection.ts'
import { openSqliteFile } from '../src-main/sqlite/sqlite-file.ts'
import { measurePairs } from './beside.ts'
import { databaseOf, prepareSyncServers } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import { withTemporaryFolder } from './sync/temporary-folder.ts'

const ROWS_PER_COMMIT = 1000

interface Rows {
  conversations: unknown[]
  messages: unknown[]
}

/** The rows of a server as they cross the network. */
function rowsOf(database: string): Rows {
  const db = new Database(database, { readonly: true })
  const conversations = db.prepare<[], Record<string, unknown>>('SELECT * FROM conversations').all()
  const messages = db.prepare<[], Record<string, unknown>>('SELECT * FROM messages ORDER BY sent_at_ms').all()
  db.close()
  return {
    conversations: conversations.map((row) => ({
      id: row.id,
      channelId: row.channel_id,
      followerId: row.follower_id,
      status: row.status,
      ownerId: row.owner_id,
      ownerVersion: row.owner_version,
      ownedAtMs: row.owned_at_ms,
      inboundSeq: row.inbound_seq,
      lastPosition: row.last_position,
      deliveredPosition: row.delivered_position,
      lastMessage: null,
      createdAtMs: row.created_at_ms,
      lastActivityMs: row.last_activity_ms,
      version: row.version
    })),
    messages: messages.map((row) =>
      messageEntity.row.parse({
        id: row.id,
        conversationId: row.conversation_id,
        position: row.position,
        direction: row.direction,
        authorId: row.author_id,
        text: row.text,
        sentAtMs: row.sent_at_ms
      })
    )
  }
}

interface Ingested {
  perSecond: number
  bytes: number
}

/** Writes all messages into a new cache, and feeds the search or does not. */
async function ingestInto(folder: string, rows: Rows, searchable: boolean): Promise<Ingested> {
  const file = openSqliteFile({
    path: path.join(folder, 'cache.db'),
    migrations: CACHE_MIGRATIONS,
    durability: 'normal'
  })
  const projections = projectionsFor(UserId.parse('bench'))
  const of = (name: string): Projection => {
    const projection = projections.get(name)
    if (!projection) throw new Error(`There is no Projection of ${name}.`)
    return projection
  }
  const write = (projection: Projection, some: readonly unknown[]) =>
    file.transact((tx) => {
      for (const row of some) projection.put(tx, row, () => undefined)
      if (searchable) projection.afterRows?.(tx, 'feed')
    })
  write(of('conversation'), rows.conversations)
  const startMs = performance.now()
  for (let place = 0; place < rows.messages.length; place += ROWS_PER_COMMIT) {
    write(of('message'), rows.messages.slice(place, place + ROWS_PER_COMMIT))
  }
  const perSecond = (rows.messages.length / (performance.now() - startMs)) * 1000
  file.checkpoint()
  file.close()
  return { perSecond, bytes: fs.statSync(path.join(folder, 'cache.db')).size }
}

/** Inserts per second and size of the file, with the search index beside without. */
export async function ingest(scale: Scale): Promise<Figure[]> {
  const rows = rowsOf(databaseOf((await prepareSyncServers(scale)).before))
  const run = (searchable: boolean) => () =>
    withTemporaryFolder((folder) => ingestInto(folder, rows, searchable))
  const pairs = await measurePairs(scale.syncs, run(true), run(false))
  const ratios = (of: (one: Ingested) => number) => pairs.map(({ value, floor }) => of(value) / of(floor))
  const figure = (name: string, unit: string, of: (one: Ingested) => number): Figure => ({
    name,
    value: round(median(pairs.map(({ value }) => of(value))), 1),
    unit,
    floor: 'the same inserts without the search index',
    floorValue: round(median(pairs.map(({ floor }) => of(floor))), 1),
    ratio: round(median(ratios(of)), 3),
    detail: { ratios: ratios(of).map((ratio) => round(ratio, 3)) }
  })
  return [
    figure('ingest', 'messages/s', ({ perSecond }) => perSecond),
    figure('ingest-file', 'MB', ({ bytes }) => bytes / 1e6)
  ]
}
