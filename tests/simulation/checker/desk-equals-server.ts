import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import path from 'node:path'
import { PARTNER_SECRET, TENANT } from '../world/tenant.ts'
import type { World } from '../world/world.ts'

/*
 * Both sides as plain SQL over their files, so that no code of the product stands between. A new synced table is one
 * more pair of queries here.
 */

interface Pair {
  table: string
  /** parameters: tenant, user */
  server: string
  desk: string
}

const PAIRS: readonly Pair[] = [
  {
    table: 'users',
    server: 'SELECT id, name, role, active, version FROM users WHERE tenant_id = @tenant ORDER BY id',
    desk: 'SELECT id, name, role, active, version FROM users ORDER BY id'
  },
  {
    table: 'channels',
    server: `SELECT id, slug, name, partner_name, color, chat_enabled, version FROM channels
      WHERE tenant_id = @tenant ORDER BY id`,
    desk: 'SELECT id, slug, name, partner_name, color, chat_enabled, version FROM channels ORDER BY id'
  },
  {
    table: 'followers',
    server: `SELECT id, name, phone, email, locale, city, followed_since_ms, version FROM followers
      WHERE tenant_id = @tenant ORDER BY id`,
    desk: 'SELECT id, name, phone, email, locale, city, followed_since_ms, version FROM followers ORDER BY id'
  },
  {
    table: 'conversations',
    server: `SELECT c.id, channel_id, follower_id, status, owner_id, owner_version, owned_at_ms, c.inbound_seq, last_position,
        delivered_position, last_direction, last_text, last_at_ms, created_at_ms, last_activity_ms, c.version,
        (status = 'active' AND owner_id = @user) AS mine, max(0, c.inbound_seq - coalesce(r.inbound_seq, 0)) AS unread,
        f.name AS follower_name
      FROM conversations c JOIN followers f ON f.tenant_id = c.tenant_id AND f.id = c.follower_id
        LEFT JOIN read_marks r ON r.tenant_id = c.tenant_id AND r.conversation_id = c.id AND r.user_id = @user
      WHERE c.tenant_id = @tenant ORDER BY c.id`,
    desk: `SELECT id, channel_id, follower_id, status, owner_id, owner_version, owned_at_ms, inbound_seq, last_position,
        delivered_position, last_direction, last_text, last_at_ms, created_at_ms, last_activity_ms, version, mine, unread,
        follower_name
      FROM conversations ORDER BY id`
  },
  {
    table: 'messages',
    server: `SELECT id, conversation_id, position, direction, author_id, text, sent_at_ms FROM messages
      WHERE tenant_id = @tenant ORDER BY id`,
    desk: `SELECT m.id, c.id AS conversation_id, position, direction, author_id, text, sent_at_ms
      FROM messages m JOIN conversations c ON c.key = m.conversation_key ORDER BY m.id`
  },
  {
    table: 'files of messages',
    server: `SELECT message_id AS id, sha256, name FROM message_files WHERE tenant_id = @tenant ORDER BY message_id, item`,
    desk: `SELECT m.id, file.value ->> 'sha256' AS sha256, file.value ->> 'name' AS name
      FROM messages m, json_each(m.attachments) AS file ORDER BY m.id, file.key`
  },
  {
    table: 'notes',
    server: `SELECT id, conversation_id, after_position, author_id, text, transferred_to_id, written_at_ms FROM notes
      WHERE tenant_id = @tenant ORDER BY id`,
    desk: `SELECT n.id, c.id AS conversation_id, after_position, author_id, text, transferred_to_id, written_at_ms
      FROM notes n JOIN conversations c ON c.key = n.conversation_key ORDER BY n.id`
  },
  {
    table: 'partners',
    server: `SELECT p.id, p.status, p.version FROM partners p JOIN users u ON u.tenant_id = p.tenant_id AND u.id = @user
      WHERE p.tenant_id = @tenant AND u.role IN ('lead', 'admin') ORDER BY p.id`,
    desk: 'SELECT id, status, version FROM partners ORDER BY id'
  },
  {
    table: 'read marks',
    server: `SELECT conversation_id, inbound_seq, version FROM read_marks
      WHERE tenant_id = @tenant AND user_id = @user ORDER BY conversation_id`,
    desk: 'SELECT conversation_id, inbound_seq, version FROM read_marks ORDER BY conversation_id'
  },
  {
    table: 'canned categories',
    server: `SELECT id, name, position, version FROM canned_categories
      WHERE tenant_id = @tenant AND deleted_at_ms IS NULL ORDER BY id`,
    desk: 'SELECT id, name, position, version FROM canned_categories ORDER BY id'
  },
  {
    table: 'canned responses',
    server: `SELECT id, category_id, owner_id, title, text, position, version FROM canned_responses
      WHERE tenant_id = @tenant AND deleted_at_ms IS NULL AND coalesce(owner_id, @user) = @user ORDER BY id`,
    desk: 'SELECT id, category_id, owner_id, title, text, position, version FROM canned_responses ORDER BY id'
  },
  {
    table: 'inbox counts',
    server: `SELECT channel_id, bucket, count(*) AS conversations, sum(unread) AS unread FROM (
        SELECT channel_id, max(0, c.inbound_seq - coalesce(r.inbound_seq, 0)) AS unread,
          CASE WHEN status <> 'active' THEN status WHEN owner_id = @user THEN 'mine' ELSE 'colleague' END AS bucket
        FROM conversations c
          LEFT JOIN read_marks r ON r.tenant_id = c.tenant_id AND r.conversation_id = c.id AND r.user_id = @user
        WHERE c.tenant_id = @tenant)
      GROUP BY channel_id, bucket ORDER BY channel_id, bucket`,
    desk: `SELECT channel_id, bucket, conversations, unread FROM inbox_counts
      WHERE conversations <> 0 AND channel_id <> '' ORDER BY channel_id, bucket`
  }
]

/** After everything has come to rest each desk holds what the server has, as far as this person may see it. */
export function checkDesks(world: World): void {
  const server = world.readers.of(world.server.file)
  const head = server.get<Place>('SELECT head_seq AS cursor, epoch FROM tenants WHERE id = ?', TENANT)
  const asked = new Map<string, unknown[]>()
  /** What the server has for a person; for whom does not matter where the query does not say. */
  function wantedBy(pair: Pair, user: string): unknown[] {
    const key = pair.server.includes('@user') ? `${pair.table} of ${user}` : pair.table
    const rows = asked.get(key) ?? server.lists(pair.server, { tenant: TENANT, user })
    asked.set(key, rows)
    return rows
  }
  for (const [index, desk] of world.desks.entries()) {
    if (desk.isWiped) {
      checkWiped(world, index)
      continue
    }
    const cache = world.readers.of(desk.cacheFile)
    const state = cache.get<Place>('SELECT cursor, epoch FROM sync_state')
    if (state?.cursor !== head?.cursor || state?.epoch !== head?.epoch) {
      world.record.violate(
        'LI2',
        `desk ${index} stands at ${state?.epoch} ${state?.cursor}, the server at ${head?.epoch} ${head?.cursor}`
      )
    }
    for (const pair of PAIRS) {
      const difference = firstDifference(wantedBy(pair, desk.identity.userId), cache.lists(pair.desk, {}))
      if (difference) world.record.violate('PL8', `${pair.table} at desk ${index} differ: ${difference}`)
    }
    checkEvicted(world, index)
  }
}

/** Where one side stands in the feed. */
interface Place {
  cursor: number | null
  epoch: string | null
}

/** Nothing is left of an account that the server has ordered to erase. */
function checkWiped(world: World, index: number): void {
  for (const file of filesBelow(world.desks[index]?.folder ?? ''))
    world.record.violate('AC4', `${path.basename(file)} is still at desk ${index}, which was erased`)
}

/** While the desks still run: closing a file would empty its log, and hide that an eviction did not. */
export function checkLogs(world: World): void {
  for (const [index, desk] of world.desks.entries()) if (!desk.isWiped) checkEvicted(world, index)
}

/** No byte of what a person may not see any more is in any file of the desk. */
function checkEvicted(world: World, index: number): void {
  const desk = world.desks[index]
  if (!desk) return
  const find = 'SELECT role FROM users WHERE id = ?'
  const user = world.readers.of(world.server.file).get<{ role: string }>(find, desk.identity.userId)
  if (user?.role !== 'agent') return
  for (const file of filesBelow(desk.folder))
    if (hasBytes(file, SECRET))
      world.record.violate(
        'AC2',
        `${path.basename(file)} at desk ${index} still has bytes of a partner that was taken away`
      )
}

const SECRET = Buffer.from(PARTNER_SECRET)

/** Every file in a folder and in those inside it. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(place) : [place]
  })
}

/** Where files are read to: memory of its own for each would cost more than reading does. */
let memory = Buffer.alloc(1_000_000)

function hasBytes(file: string, wanted: Buffer): boolean {
  const fd = openSync(file, 'r')
  const { size } = fstatSync(fd)
  if (size > memory.length) memory = Buffer.alloc(2 * size)
  const length = readSync(fd, memory, 0, size, 0)
  closeSync(fd)
  return memory.subarray(0, length).includes(wanted)
}

function firstDifference(wanted: readonly unknown[], found: readonly unknown[]): string | null {
  if (JSON.stringify(wanted) === JSON.stringify(found)) return null
  for (let i = 0; i < Math.max(wanted.length, found.length); i++) {
    const [a, b] = [JSON.stringify(wanted[i]), JSON.stringify(found[i])]
    if (a !== b) return `the server has ${a}, the desk ${b}`
  }
  return null
}
