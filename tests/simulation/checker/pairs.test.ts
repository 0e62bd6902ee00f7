import { expect, test } from 'vitest'
import { UserId } from '#shared/base/ids.ts'
import { projectionsFor } from '../../../src-main/account/rooms.ts'
import { CACHE_MIGRATIONS } from '../../../src-main/cache/migrations/list.ts'
import { openSqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { PAIRS } from './pairs.ts'

/** Columns that a desk makes for itself: its own keys, folded words for its searches, and what lists are sorted by. */
const OWN = new Set([
  ...['conversations.key', 'conversations.search_words', 'followers.search_words', 'messages.key'],
  ...['notes.search_words', 'partners.search', 'requests.price', 'requests.search']
])
/** Tables that hold no rows of the server. */
const OWN_TABLES = ['sync_state', 'message_order']

test('[PL8] every entity of the feed is compared between desk and server, with every column that a desk keeps of it', () => {
  const entities = [...projectionsFor(UserId.parse('mia')).keys()]
  expect(entities.filter((entity) => !PAIRS.some((pair) => pair.entity === entity))).toEqual([])
  expect(entities.length).toBeGreaterThan(10)

  const cache = openSqliteFile({ path: ':memory:', migrations: CACHE_MIGRATIONS, durability: 'normal' })
  const columns = cache.read.all<{ place: string; name: string; table: string }>(
    `SELECT t.name || '.' || c.name AS place, c.name, t.name AS "table" FROM pragma_table_list t, pragma_table_info(t.name) c
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'`
  )
  cache.close()
  const isCompared = ({ name, table }: { name: string; table: string }) =>
    PAIRS.some(({ desk }) => words(desk).has(table) && words(desk).has(name))
  const left = columns.filter(
    (one) => !OWN.has(one.place) && !OWN_TABLES.includes(one.table) && !isCompared(one)
  )
  expect(left.map(({ place }) => place)).toEqual([])
  expect(columns.length).toBeGreaterThan(80)
})

const words = (sql: string) => new Set(sql.match(/\w+/g))
