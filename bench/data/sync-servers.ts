// Two states of one server: as a desk copies it first, and later, with many Changes that this desk lacks.
import fs from 'node:fs'
import path from 'node:path'
import { type ChannelId, ConversationId, MessageId, type TenantId, uuidv7 } from '#shared/base/ids.ts'
import type { SessionGrant } from '#shared/contract/wire.ts'
import type { Channel } from '#shared/features/conversation/entities.ts'
import { startServer } from '../../scripts/start/server.ts'
import { postFollowerMessage } from '../../src-server/features/conversation/follower-write.ts'
import { channelById } from '../../src-server/features/conversation/repository.ts'
import { append } from '../../src-server/feed/append.ts'
import { openSqliteStorage } from '../../src-server/storage/sqlite/open.ts'
import type { Tx } from '../../src-server/storage/storage.ts'
import type { Scale } from '../scale.ts'
import { signIn } from '../sync/bench-desk.ts'
import { withTemporaryFolder } from '../sync/temporary-folder.ts'
import { beginFolder, dataFolder } from './folder.ts'

/** Folders for `startServer`. */
export interface SyncServers {
  before: string
  /** the same with `changes` more */
  after: string
}

/** A message and its conversation, as one transaction of the real server makes them. */
const CHANGES_PER_MESSAGE = 2
const MESSAGES_PER_COMMIT = 500

const mintId = () => uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))

/** Where a server keeps its rows. */
export const databaseOf = (folder: string): string => path.join(folder, 'server', 'desk.db')

/** Makes both states, or takes those of an earlier run. */
export async function prepareSyncServers({ synced }: Scale): Promise<SyncServers> {
  const { conversations, messages, changes } = synced
  const folder = dataFolder(`sync-${conversations}-${messages}-${changes}`)
  const before = path.join(folder, 'before')
  const after = path.join(folder, 'after')
  const marker = path.join(folder, 'made')
  if (!fs.existsSync(marker)) {
    beginFolder(folder)
    console.log(`preparing a server with ${messages} messages, and later ${changes} Changes more (once)`)
    const signal = new AbortController().signal
    const server = await startServer({ folder: before, port: 0, conversations, messages, signal })
    await server.stop()
    fs.cpSync(before, after, { recursive: true })
    await write(databaseOf(after), changes / CHANGES_PER_MESSAGE)
    fs.writeFileSync(marker, '')
  }
  return { before, after }
}

/** A server that may be written to as one likes, with an agent who is signed in. */
export interface SyncServer {
  url: string
  /** its data */
  folder: string
  /** the same as it was at the start */
  before: string
  pid: number
  grant: SessionGrant
}

/** Runs the server of the first state on a copy of its data while `work` lasts. */
export async function withSyncServer<Result>(
  scale: Scale,
  work: (server: SyncServer) => Promise<Result>
): Promise<Result> {
  const { before } = await prepareSyncServers(scale)
  return await withTemporaryFolder(async (folder) => {
    fs.cpSync(before, folder, { recursive: true })
    const signal = new AbortController().signal
    const server = await startServer({ folder, port: 0, ...scale.synced, signal })
    try {
      const grant = await signIn(server.url, 'Agent')
      return await work({ url: server.url, folder, before, pid: server.child.pid ?? 0, grant })
    } finally {
      await server.stop()
    }
  })
}

/** Lets followers write `count` messages, in conversations all over the tenant. */
async function write(database: string, count: number): Promise<void> {
  const storage = openSqliteStorage(database)
  const channels = new Map<ChannelId, Channel>()
  await storage.transact(async (tx) => {
    await tx.updateTable('channels').set({ chat_enabled: 1 }).execute()
  })
  const seats = await storage.read((db) =>
    db
      .selectFrom('conversations')
      .select(['tenant_id as tenantId', 'channel_id as channelId', 'follower_id as followerId'])
      .execute()
  )
  const texts = await storage.read((db) => db.selectFrom('messages').select('text').limit(5000).execute())
  const post = async (tx: Tx, place: number) => {
    const seat = seats[(place * 7919) % seats.length]
    if (!seat) throw new Error('The server has no conversations.')
    const channel = await channelOf(tx, channels, seat.tenantId, seat.channelId)
    const text = texts[place % texts.length]?.text ?? ''
    const fresh = { id: MessageId.parse(mintId()), text }
    const conversationId = ConversationId.parse(mintId())
    const posted = await postFollowerMessage(tx, { ...seat, channel }, fresh, conversationId, Date.now())
    if (posted.kind !== 'posted') throw new Error(`A message was not posted: ${posted.kind}`)
    await append(tx, seat.tenantId, posted.changes, Date.now())
  }
  for (let place = 0; place < count; place += MESSAGES_PER_COMMIT) {
    await storage.transact(async (tx) => {
      for (let one = place; one < Math.min(count, place + MESSAGES_PER_COMMIT); one += 1) await post(tx, one)
    })
  }
  await storage.close()
}

async function channelOf(
  tx: Tx,
  known: Map<ChannelId, Channel>,
  tenantId: TenantId,
  id: ChannelId
): Promise<Channel> {
  const channel = known.get(id) ?? (await channelById(tx, tenantId, id))
  if (!channel) throw new Error('A conversation has no channel.')
  known.set(id, channel)
  return channel
}
