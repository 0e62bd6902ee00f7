// What opening a conversation and reading a page of the inbox cost behind the window: the account's own API with all
// its parsing, beside the SQL that gives the same rows from the same file.
import path from 'node:path'
import Database from 'better-sqlite3'
import type { ConversationId } from '#shared/base/ids.ts'
import type { QueryArgs, QueryName } from '#shared/contract/ipc.ts'
import { seededRandom } from './canned-corpus.ts'
import { accountOf, openCalls } from './data/offline-account.ts'
import { type Prepared, prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'

/** How many messages and rows the window asks for first. */
const THREAD_LIMIT = 60
const INBOX_LIMIT = 60

/** Each place is read so often, and its fastest read counts: what else runs on the machine is left out, the place is not. */
const PASSES = 5

/** Milliseconds by place. */
interface Times {
  api: Float64Array
  sql: Float64Array
}

interface Reads {
  openConversation: Times
  inboxPage: Times
}

const noTimes = (places: number): Times => ({
  api: new Float64Array(places).fill(Number.POSITIVE_INFINITY),
  sql: new Float64Array(places).fill(Number.POSITIVE_INFINITY)
})

const HEADER = `SELECT c.key, c.id, c.status, c.owner_id, u.name AS owner_name, c.owner_version, c.inbound_seq,
    r.inbound_seq AS read_seq, f.name, f.phone, f.email, f.locale, f.city, f.followed_since_ms, f.version,
    h.id AS channel_id, h.slug, h.name AS channel_name, h.partner_name, h.color, h.chat_enabled
  FROM conversations c JOIN followers f ON f.id = c.follower_id JOIN channels h ON h.id = c.channel_id
    LEFT JOIN users u ON u.id = c.owner_id LEFT JOIN read_marks r ON r.conversation_id = c.id WHERE c.id = ?`

const THREAD = `SELECT m.id, m.position, m.direction, m.author_id, m.text, m.sent_at_ms
  FROM messages m WHERE m.conversation_key = ? ORDER BY m.position DESC LIMIT ${THREAD_LIMIT + 1}`

const INBOX = `SELECT c.id, c.follower_id, c.follower_name, h.name AS channel_name, h.color, c.status, c.owner_id,
    u.name AS owner_name, c.last_direction, c.last_text, c.last_activity_ms, c.unread
  FROM conversations c LEFT JOIN channels h ON h.id = c.channel_id LEFT JOIN users u ON u.id = c.owner_id
  WHERE (c.last_activity_ms, c.id) < (?, ?)
  ORDER BY c.last_activity_ms DESC, c.id DESC LIMIT ${INBOX_LIMIT + 1}`

/** Places all over the table, so that neighbours on the way are far apart in the file. */
function spread<Place>(places: readonly Place[], count: number): Place[] {
  const random = seededRandom(3)
  return Array.from({ length: count }, () => places[Math.floor(random() * places.length)] as Place)
}

interface Reader {
  reads: Reads
  /** Reads every place once, through the API and by SQL. */
  pass(): Promise<void>
  close(): Promise<void>
}

/** Conversations and pages of the inbox at many places of one cache. */
async function openReader(prepared: Prepared, count: number): Promise<Reader> {
  const { folder } = accountOf(prepared.profile)
  const account = await openCalls(prepared)
  const db = new Database(path.join(folder, 'cache.db'), { readonly: true })
  const header = db.prepare<[string], { key: number }>(HEADER)
  const thread = db.prepare<[number]>(THREAD)
  const inbox = db.prepare<[number, string]>(INBOX)
  const all = db
    .prepare<[], { id: ConversationId; atMs: number }>(
      'SELECT id, last_activity_ms AS atMs FROM conversations'
    )
    .all()
  const places = spread(all, count)
  const openConversation = noTimes(count)
  const inboxPage = noTimes(count)
  const ask = async <Name extends QueryName>(name: Name, args: QueryArgs<Name>) => {
    const reply = await account.calls.query(name, args)
    if (!reply.ok) throw new Error(`${name}: ${reply.message}`)
  }
  const each = async (times: Float64Array, read: (at: (typeof places)[number]) => unknown) => {
    for (const [place, at] of places.entries()) {
      const startMs = performance.now()
      await read(at)
      times[place] = Math.min(times[place] ?? 0, performance.now() - startMs)
    }
  }
  return {
    reads: { openConversation, inboxPage },
    async pass() {
      await each(openConversation.api, async ({ id }) => {
        await ask('conversation.header', { conversationId: id })
        await ask('conversation.thread', { conversationId: id, before: null, limit: THREAD_LIMIT })
      })
      await each(openConversation.sql, ({ id }) => thread.all(header.get(id)?.key ?? 0))
      await each(inboxPage.api, ({ id, atMs }) => {
        const after = { lastActivityMs: atMs, conversationId: id }
        const page = { filter: 'all', channelId: null, search: '', after, limit: INBOX_LIMIT } as const
        return ask('conversation.inbox', page)
      })
      await each(inboxPage.sql, ({ id, atMs }) => inbox.all(atMs, id))
    },
    async close() {
      db.close()
      await account.close()
    }
  }
}

const p95 = (times: Float64Array) => percentile(times, 0.95)

function figuresOf(name: string, large: Times, little: Times, { large: many, little: few }: Scale): Figure[] {
  const value = p95(large.api)
  const figure = (suffix: string, floor: string, floorValue: number, detail: object): Figure => ({
    name: name + suffix,
    value: round(value, 4),
    unit: 'ms (p95)',
    floor,
    floorValue: round(floorValue, 4),
    ratio: round(value / floorValue, 3),
    detail
  })
  const p50 = { p50: round(percentile(large.api, 0.5), 4), floorP50: round(percentile(large.sql, 0.5), 4) }
  return [
    figure('', `the prepared statements for the same rows, ${many.messages} messages`, p95(large.sql), p50),
    figure('-scale', `the same with ${few.messages} messages`, p95(little.api), {
      p50: round(percentile(little.api, 0.5), 4),
      sql: round(p95(little.sql), 4)
    })
  ]
}

/** Reads of the cache at the largest size, beside raw SQL and beside the same reads at the smallest. */
export async function localReads(scale: Scale): Promise<Figure[]> {
  const large = await openReader(await prepare(scale.large), scale.reads)
  const little = await openReader(await prepare(scale.little), scale.reads)
  for (let pass = 0; pass < PASSES; pass += 1) {
    await large.pass()
    await little.pass()
  }
  await large.close()
  await little.close()
  return [
    ...figuresOf('open-conversation', large.reads.openConversation, little.reads.openConversation, scale),
    ...figuresOf('inbox-page', large.reads.inboxPage, little.reads.inboxPage, scale)
  ]
}
