import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import FlexSearch from 'flexsearch'
import MiniSearch from 'minisearch'
import { createCannedIndex } from '#shared/features/canned-response/search/canned-index.ts'
import { fillIndex } from '#shared/features/canned-response/search/fill-index.ts'
import type { CannedDocument } from '#shared/features/canned-response/search/library.ts'
import { cannedCorpus, rareWords, seededRandom } from './canned-corpus.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { percentile } from './statistics.ts'

const seed = 20_250_101

type Search = (query: string) => readonly unknown[]

/**
 * Milliseconds of each search by engine, in ascending order. The engines take turns, query by query, so that
 * whatever else the machine does meets all of them. Every tenth query serves as a warm-up first.
 */
function timings<Name extends string>(
  engines: Readonly<Record<Name, Search>>,
  typed: readonly (readonly string[])[]
): Record<Name, Float64Array> {
  const names = Object.keys(engines) as Name[]
  const run = (name: Name, keystrokes: readonly string[]): number[] =>
    keystrokes.map((query) => {
      const startMs = performance.now()
      engines[name](query)
      return performance.now() - startMs
    })
  for (const name of names) run(name, typed.filter((_, index) => index % 10 === 0).flat())
  const spent = typed.map((keystrokes) => names.map((name) => run(name, keystrokes)))
  const sorted = names.map((name, at) => [
    name,
    Float64Array.from(spent.flatMap((of) => of[at] ?? [])).sort()
  ])
  return Object.fromEntries(sorted) as Record<Name, Float64Array>
}

/** One edit at a random place behind the first letter: replaced, left out, added or swapped. */
function mistyped(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const letter = 'etaoinshrdlu'.charAt(Math.floor(random() * 12))
  const edits = [
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
  ]
  return edits[Math.floor(random() * edits.length)] as string
}

/** What people type: one to four words of a response, some mistyped, each query key by key. */
function typedQueriesFor(documents: readonly CannedDocument[], queries: number): string[][] {
  const random = seededRandom(seed + 1)
  return Array.from({ length: queries }, () => {
    const document = documents[Math.floor(random() * documents.length)] as CannedDocument
    const words =
      `${document.title} ${document.category} ${document.text}`.toLowerCase().match(/[a-z]+/g) ?? []
    const from = Math.floor(random() * Math.min(words.length, 12))
    const chosen = words.slice(from, from + 1 + Math.floor(random() * 4))
    const query = chosen
      .map((word) => (word.length >= 4 && random() < 0.15 ? mistyped(word, random) : word))
      .join(' ')
    return Array.from(query, (_, index) => query.slice(0, index + 1))
  })
}

interface Probe {
  readonly word: string
  readonly typed: string
}

/** Ten mistyped words and five parts of words, chosen by chance from words that the index was not made with. */
function probes(): Probe[] {
  const random = seededRandom(seed + 2)
  const left = [...rareWords]
  return Array.from({ length: 15 }, (_, index) => {
    const word = left.splice(Math.floor(random() * left.length), 1)[0] as string
    return { word, typed: index < 10 ? mistyped(word, random) : word.slice(2, Math.max(6, word.length - 1)) }
  })
}

function fullTextSearch(documents: readonly CannedDocument[]): { search: Search; close: () => void } {
  const db = new Database(':memory:')
  db.exec(
    `CREATE VIRTUAL TABLE canned USING fts5(title, category, text, tokenize = 'unicode61 remove_diacritics 2')`
  )
  const insert = db.prepare('INSERT INTO canned (rowid, title, category, text) VALUES (?, ?, ?, ?)')
  db.transaction(() => {
    documents.forEach((document, index) => {
      insert.run(index + 1, document.title, document.category, document.text)
    })
  })()
  const select = db.prepare('SELECT rowid, title FROM canned WHERE canned MATCH ? ORDER BY rank LIMIT 20')
  const search: Search = (query) => {
    const words = query.match(/[a-z]+/g) ?? []
    return words.length === 0 ? [] : select.all(words.map((word) => `"${word}"*`).join(' '))
  }
  return { search, close: () => db.close() }
}

function miniSearch(documents: readonly CannedDocument[]): Search {
  const index = new MiniSearch({
    fields: ['title', 'category', 'text'],
    storeFields: ['title'],
    searchOptions: { boost: { title: 4, category: 2 }, fuzzy: 0.2, prefix: true, combineWith: 'AND' }
  })
  index.addAll(documents)
  return (query) => index.search(query).slice(0, 20)
}

function flexSearch(documents: readonly CannedDocument[]): Search {
  const index = new FlexSearch.Document({
    tokenize: 'forward',
    document: { id: 'id', index: ['title', 'category', 'text'] }
  })
  for (const { id, title, category, text } of documents) index.add({ id, title, category, text })
  return (query) => index.search(query, { limit: 20 })
}

/** Ours, with the longest time that filling it kept the event loop from other work. */
async function ours(documents: readonly CannedDocument[]) {
  const index = createCannedIndex()
  let longestSliceMs = 0
  let sliceStartMs = performance.now()
  const startMs = sliceStartMs
  const breathe = async (): Promise<void> => {
    longestSliceMs = Math.max(longestSliceMs, performance.now() - sliceStartMs)
    await setImmediate()
    sliceStartMs = performance.now()
  }
  await fillIndex(index, documents, { nowMs: () => performance.now(), breathe })
  await breathe()
  const usage = new Map(documents.filter((_, at) => at % 50 === 0).map(({ id }, at) => [id, (at % 8) / 2]))
  return {
    search: (query: string) => index.search(query, { usage }),
    filling: { totalMs: performance.now() - startMs, longestSliceMs }
  }
}

function foundProbes(search: Awaited<ReturnType<typeof ours>>['search']): Figure {
  const missed = probes().filter(
    ({ word, typed }) =>
      !search(typed).some(({ title, category, text }) =>
        `${title.text} ${category.text} ${text.text}`.toLowerCase().includes(word)
      )
  )
  const value = 15 - missed.length
  return {
    name: 'canned-search-typos',
    value,
    unit: 'of 15',
    floor: 'all 15 mistyped words and parts of words',
    floorValue: 15,
    ratio: value / 15,
    detail: { missed }
  }
}

/** Keystroke to ranked top 20 over all responses, beside three engines with the same responses. */
export async function cannedSearch({ searched }: Scale): Promise<Figure[]> {
  const documents = cannedCorpus(searched.responses, seed)
  const { search, filling } = await ours(documents)
  const fts = fullTextSearch(documents)
  const engines = { own: search, fts: fts.search, mini: miniSearch(documents), flex: flexSearch(documents) }
  const times = timings(engines, typedQueriesFor(documents, searched.queries))
  fts.close()
  const value = percentile(times.own, 0.95)
  const beside = (name: string, floor: string, peer: Float64Array): Figure => {
    const floorValue = percentile(peer, 0.95)
    return { name, value, unit: 'ms (p95)', floor, floorValue, ratio: value / floorValue }
  }
  return [
    {
      ...beside('canned-search', 'SQLite FTS5, prefix, ORDER BY rank LIMIT 20', times.fts),
      detail: { keystrokes: times.own.length, p50: percentile(times.own, 0.5), filling }
    },
    beside('canned-search-minisearch', 'MiniSearch, fuzzy 0.2, prefix', times.mini),
    beside('canned-search-flexsearch', 'FlexSearch, forward', times.flex),
    foundProbes(search)
  ]
}
