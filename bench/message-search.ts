// The search in the texts of all messages, as the window asks it, beside raw SQL for the same rows and beside the rank of FTS5.
import path from 'node:path'
import Database from 'better-sqlite3'
import type { MessageSearchArgs } from '#shared/features/conversation/views.ts'
import { wordsStarting } from '../src-main/features/conversation/message-index.ts'
import { matchOf } from '../src-main/features/conversation/message-match.ts'
import { seededRandom } from './canned-corpus.ts'
import { accountOf, openCalls } from './data/offline-account.ts'
import { type Prepared, prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'

const LIMIT = 20
/** Each query is asked so often, and its fastest answer counts: what else runs on the machine is left out, the query is not. */
const PASSES = 3

const RECENCY = `SELECT m.id, c.id, m.position, c.follower_name, c.channel_id, m.direction, m.author_id, m.text, m.sent_at_ms
  FROM message_search s JOIN messages m ON m.key = s.rowid JOIN conversations c ON c.key = m.conversation_key
  WHERE message_search MATCH ? ORDER BY s.rowid LIMIT ${LIMIT + 1}`
const RANK = `SELECT m.text FROM message_search s JOIN messages m ON m.key = s.rowid
  WHERE message_search MATCH ? ORDER BY rank LIMIT ${LIMIT}`

type Ask = (query: string) => unknown

/** Milliseconds of each query at its fastest. */
async function timesOf(queries: readonly string[], ask: Ask, passes = PASSES): Promise<number[]> {
  const times = queries.map(() => Number.POSITIVE_INFINITY)
  for (let pass = 0; pass < passes; pass += 1) {
    for (const [place, query] of queries.entries()) {
      const startMs = performance.now()
      await ask(query)
      times[place] = Math.min(times[place] ?? 0, performance.now() - startMs)
    }
  }
  return times
}

/** Words of messages as they stand there, the frequent ones often: alone, two of one message, and with their end missing. */
function queriesFrom(texts: readonly string[], count: number): string[] {
  const random = seededRandom(11)
  const any = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]
  return Array.from({ length: count }, (_, place) => {
    const words = any(texts)?.match(/[\p{L}\p{N}]{2,}/gu) ?? ['the']
    const word = any(words) ?? 'the'
    if (place % 3 === 0) return word
    if (place % 3 === 1) return `${any(words)} ${word}`
    return word.length > 4 ? word.slice(0, -1) : word
  })
}

async function openSearch(prepared: Prepared) {
  const account = await openCalls(prepared)
  const db = new Database(path.join(accountOf(prepared.profile).folder, 'cache.db'), { readonly: true })
  const readable = {
    get: <Row>(sql: string, ...values: unknown[]) => db.prepare<unknown[], Row>(sql).get(...values)
  }
  const expressions = new Map<string, string>()
  /** What the desk would ask FTS5 for; found once, in the first of the passes. */
  const asTheDesk = (query: string) => {
    const known = expressions.get(query)
    if (known !== undefined) return known
    const match = matchOf(query, (start) => wordsStarting(readable, start)) ?? ''
    expressions.set(query, match)
    return match
  }
  const statement = (sql: string, expressionOf: (query: string) => string): Ask => {
    const prepared = db.prepare<[string]>(sql)
    return (query) => prepared.all(expressionOf(query))
  }
  const api = (order: MessageSearchArgs['order']) => async (query: string) => {
    const reply = await account.calls.query('conversation.search', {
      query,
      order,
      before: null,
      limit: LIMIT
    })
    if (!reply.ok) throw new Error(`conversation.search: ${reply.message}`)
  }
  return {
    texts: () =>
      db
        .prepare<[], { text: string }>('SELECT text FROM messages ORDER BY random() LIMIT 2000')
        .all()
        .map(({ text }) => text),
    newest: api('newest'),
    best: api('best'),
    newestRaw: statement(RECENCY, asTheDesk),
    bestRaw: statement(RANK, (query) => matchOf(query) ?? ''),
    async close() {
      db.close()
      await account.close()
    }
  }
}

const p95 = (times: readonly number[]) => percentile(times, 0.95)

/** Search by recency and by rank at the largest size, beside SQL, and by recency beside the smallest size. */
export async function messageSearch(scale: Scale): Promise<Figure[]> {
  const large = await openSearch(await prepare(scale.large))
  const little = await openSearch(await prepare(scale.little))
  const queries = queriesFrom(large.texts(), scale.searches)
  const newest = await timesOf(queries, large.newest)
  const newestRaw = await timesOf(queries, large.newestRaw)
  const newestLittle = await timesOf(queriesFrom(little.texts(), scale.searches), little.newest)
  const best = await timesOf(queries, large.best)
  const bestRaw = await timesOf(queries, large.bestRaw, 1)
  await large.close()
  await little.close()
  const figure = (
    name: string,
    times: readonly number[],
    floor: string,
    floorTimes: readonly number[]
  ): Figure => ({
    name,
    value: round(p95(times), 3),
    unit: 'ms (p95)',
    floor,
    floorValue: round(p95(floorTimes), 3),
    ratio: round(p95(times) / p95(floorTimes), 3),
    detail: { p50: round(percentile(times, 0.5), 3), floorP50: round(percentile(floorTimes, 0.5), 3) }
  })
  const { messages } = scale.large
  return [
    figure(
      'search-recency',
      newest,
      `the prepared statement for the same rows, ${messages} messages`,
      newestRaw
    ),
    figure('search-recency-scale', newest, `the same with ${scale.little.messages} messages`, newestLittle),
    figure('search-ranked', best, 'FTS5 with ORDER BY rank', bestRaw)
  ]
}
