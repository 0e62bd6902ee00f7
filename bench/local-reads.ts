// What opening a conversation and reading a page of the inbox cost behind the window: the account's own API with all
// its parsing, beside the SQL that gives the same rows from the same file.
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { io } from 'socket.io-client'
import type { ConversationId } from '#shared/base/ids.ts'
import { uuidv7 } from '#shared/base/ids.ts'
import type { QueryArgs, QueryName } from '#shared/contract/ipc.ts'
import { Identity } from '#shared/features/session/entities.ts'
import { createAccount } from '../src-main/account/account.ts'
import { type Calls, createCalls } from '../src-main/ipc/calls.ts'
import { systemClock } from '../src-main/platform/clock.ts'
import { createHttpLink } from '../src-main/sync/http-link.ts'
import { seededRandom } from './canned-corpus.ts'
import { type Prepared, prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'

/** How many messages and rows the window asks for first. */
const THREAD_LIMIT = 60
const INBOX_LIMIT = 60

interface Times {
  api: number[]
  sql: number[]
}

interface Reads {
  openConversation: Times
  inboxPage: Times
}

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

/** The files of the one account of a profile. */
function accountOf(profile: string): { folder: string; identity: Identity } {
  const accounts = path.join(profile, 'accounts')
  const [name] = fs.readdirSync(accounts)
  const session = JSON.parse(fs.readFileSync(path.join(profile, 'session.json'), 'utf8'))
  return { folder: path.join(accounts, name ?? ''), identity: Identity.parse(session.identity) }
}

/** The account of a profile behind the window's calls, at work without its server. */
async function openCalls({
  profile,
  serverUrl
}: Prepared): Promise<{ calls: Calls; close(): Promise<void> }> {
  const { folder, identity } = accountOf(profile)
  const account = await createAccount({
    folder,
    identity,
    accessToken: () => Promise.reject(new Error('the bench reads without a server')),
    link: createHttpLink({ serverUrl, fetch, io }),
    clock: systemClock,
    mintId: () => uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length))),
    random: Math.random,
    announce: () => {},
    log: () => {}
  })
  await account.act('sync.set-offline', { offline: true })
  const answer = async (name: string, args: unknown) =>
    ({ ok: true, value: await account.query(name, args) }) as const
  const refuse = () => Promise.reject(new Error('the bench only reads'))
  const calls = createCalls({ query: answer, submit: refuse, act: refuse }, () => {})
  return { calls, close: () => account.close() }
}

async function timed(times: number[], work: () => unknown): Promise<void> {
  const startMs = performance.now()
  await work()
  times.push(performance.now() - startMs)
}

/** Reads conversations and pages at places chosen by chance, through the API and by SQL in turn. */
async function readsOf(prepared: Prepared, count: number): Promise<Reads> {
  const { folder } = accountOf(prepared.profile)
  const { calls, close } = await openCalls(prepared)
  const db = new Database(path.join(folder, 'cache.db'), { readonly: true })
  const header = db.prepare<[string], { key: number }>(HEADER)
  const thread = db.prepare<[number]>(THREAD)
  const inbox = db.prepare<[number, string]>(INBOX)
  const places = db
    .prepare<[], { id: ConversationId; atMs: number }>(
      'SELECT id, last_activity_ms AS atMs FROM conversations'
    )
    .all()
  const random = seededRandom(3)
  const ask = async <Name extends QueryName>(name: Name, args: QueryArgs<Name>) => {
    const reply = await calls.query(name, args)
    if (!reply.ok) throw new Error(`${name}: ${reply.message}`)
  }
  const reads: Reads = { openConversation: { api: [], sql: [] }, inboxPage: { api: [], sql: [] } }
  const readOnce = async ({ openConversation, inboxPage }: Reads) => {
    const { id, atMs } = places[Math.floor(random() * places.length)] as (typeof places)[number]
    const other = places[Math.floor(random() * places.length)] as (typeof places)[number]
    await timed(openConversation.api, async () => {
      await ask('conversation.header', { conversationId: id })
      await ask('conversation.thread', { conversationId: id, before: null, limit: THREAD_LIMIT })
    })
    await timed(openConversation.sql, () => thread.all(header.get(other.id)?.key ?? 0))
    const after = { lastActivityMs: atMs, conversationId: id }
    await timed(inboxPage.api, () =>
      ask('conversation.inbox', { filter: 'all', channelId: null, search: '', after, limit: INBOX_LIMIT })
    )
    await timed(inboxPage.sql, () => inbox.all(other.atMs, other.id))
  }
  for (let warm = 0; warm < count / 4; warm += 1) {
    await readOnce({ openConversation: { api: [], sql: [] }, inboxPage: { api: [], sql: [] } })
  }
  for (let read = 0; read < count; read += 1) await readOnce(reads)
  db.close()
  await close()
  return reads
}

const p95 = (times: number[]) => percentile(times, 0.95)

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
      p50: round(percentile(little.api, 0.5), 4)
    })
  ]
}

/** Reads of the cache at the largest size, beside raw SQL and beside the same reads at the smallest. */
export async function localReads(scale: Scale): Promise<Figure[]> {
  const large = await readsOf(await prepare(scale.large), scale.reads)
  const little = await readsOf(await prepare(scale.little), scale.reads)
  return [
    ...figuresOf('open-conversation', large.openConversation, little.openConversation, scale),
    ...figuresOf('inbox-page', large.inboxPage, little.inboxPage, scale)
  ]
}
