import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RequestId, UserId } from '#shared/base/ids.ts'
import type { RequestFilter } from '#shared/features/approval/views.ts'
import { CACHE_MIGRATIONS } from '../../../src-main/cache/migrations/list.ts'
import { createHistoryExporter, type HistoryExport } from '../../../src-main/features/approval/export.ts'
import { requestProjection } from '../../../src-main/features/approval/project.ts'
import { requestsPage } from '../../../src-main/features/approval/views.ts'
import { RowsByLane } from '../../../src-main/outbox/rows-by-lane.ts'
import { openSqliteFile, type SqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { aRequest, WHOLE_HISTORY } from '../../harness/requests.ts'

/** What people may be called, and what a spreadsheet would run. */
const NAMES = [
  'Green Energy',
  '=HYPERLINK("http://evil.test")',
  ' \t+1+1',
  '-2',
  '@SUM(A1)',
  'Meier; "Partner", & Söhne',
  'two\r\nlines',
  '+49 30 1',
  '\t=1+1',
  '\rDDE',
  '   =1+1',
  '＝1+1',
  'سحر حداد',
  '中村 🐙'
]

/** A cell that a spreadsheet would run. */
const RUN = /^\s*[=+\-@＝]|^[\t\r]/

let folder: string
let file: SqliteFile

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-export-'))
  file = openSqliteFile({
    path: path.join(folder, 'c.db'),
    migrations: CACHE_MIGRATIONS,
    durability: 'normal'
  })
})
afterEach(() => {
  file.close()
  rmSync(folder, { recursive: true, force: true })
})

function fill(count: number): void {
  file.transact((tx) => {
    for (let n = 0; n < count; n++) {
      const decision = {
        outcome: 'rejected' as const,
        byId: UserId.parse('lena'),
        byName: 'Lena',
        atMs: n,
        reason: NAMES[(n + 1) % NAMES.length] ?? '',
        mail: null
      }
      const partnerName = NAMES[n % NAMES.length] ?? ''
      const title = NAMES[(n + 2) % NAMES.length] ?? ''
      const request = aRequest({ id: RequestId.parse(`r${n}`), partnerName, title, decision })
      requestProjection.put(tx, request, () => {})
    }
  })
}

async function written(history: HistoryExport, seen: (rows: number) => void = () => {}): Promise<string> {
  let text = ''
  for await (const piece of history.pieces) {
    text += piece
    seen(history.written())
  }
  history.ended()
  return text
}

/** Another program's reading of it. */
function readByPython(text: string): string[][] {
  const csv = path.join(folder, 'history.csv')
  writeFileSync(csv, text)
  const program =
    'import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))))'
  const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const
  return JSON.parse(execFileSync('python3', ['-c', program, csv], options))
}

const exporter = () =>
  createHistoryExporter({ db: file.read, changed: () => {}, breathe: () => Promise.resolve() })

test('[PM9] [security 23] every row comes back from another program, whole, in order, and none is a formula', async () => {
  fill(1200)
  const text = await written(exporter().start({ sheet: 'history', filter: WHOLE_HISTORY }))
  expect(text.startsWith('\uFEFF')).toBe(true)
  const [head, ...rows] = readByPython(text)
  expect(head?.slice(0, 4)).toEqual(['Partner name', 'Title', 'Price', 'Currency'])
  expect(rows).toHaveLength(1200)
  for (const [n, row] of rows.entries()) {
    const name = NAMES[n % NAMES.length] ?? ''
    expect(row[0]?.replace(/^'/, '')).toBe(name)
    expect(row[2]).toBe('29.00')
    expect(row[7]).toBe(new Date(n).toISOString())
    for (const cell of row) expect(cell).not.toMatch(RUN)
  }
})

test('[PM9] [security 23] nor is any cell of the audit trail', async () => {
  fill(NAMES.length)
  const [, ...rows] = readByPython(await written(exporter().start({ sheet: 'trail', filter: WHOLE_HISTORY })))
  expect(rows).toHaveLength(2 * NAMES.length)
  const told = new Set(rows.flat().map((cell) => cell.replace(/^'/, '')))
  for (const name of NAMES) expect(told).toContain(name)
  for (const cell of rows.flat()) expect(cell).not.toMatch(RUN)
})

test('[PM9] an export tells how far it is, and ends early when it is cancelled', async () => {
  fill(1200)
  const one = exporter()
  const shares: number[] = []
  const history = one.start({ sheet: 'history', filter: WHOLE_HISTORY })
  await written(history, (rows) => {
    shares.push(one.progress().share)
    if (rows >= 500) one.cancel()
  })
  expect(shares.at(-1)).toBeLessThan(1)
  expect(history.isCancelled()).toBe(true)
  expect(history.written()).toBe(500)
  expect(one.progress()).toEqual({ isRunning: false, share: 0 })
})

test('[PM6, PM9] the audit trail is a row for each step: who, what and when', async () => {
  fill(2)
  const text = await written(exporter().start({ sheet: 'trail', filter: WHOLE_HISTORY }))
  const [head, ...rows] = readByPython(text)
  expect(head).toEqual(['Request', 'Partner name', 'Title', 'Type', 'Step', 'By or to', 'At', 'Description'])
  expect(rows.map(([request, , , type, step, by, , said]) => [request, type, step, by, said])).toEqual([
    ['r0', 'Add-on', 'rejected', 'Lena', `'${NAMES[1]}`],
    ['r0', 'Add-on', 'asked', 'Green Energy', ''],
    ['r1', 'Add-on', 'rejected', 'Lena', `'${NAMES[2]}`],
    ['r1', 'Add-on', 'asked', `'${NAMES[1]}`, '']
  ])
})

test('[PM2] paging over a history of 100,000 rows misses none and shows none twice', () => {
  const MANY = 100_000
  fill(MANY)
  const rows = new RowsByLane()
  const page = (order: RequestFilter['order'], offset: number) =>
    requestsPage(file.read, rows, { ...WHOLE_HISTORY, order, descending: true, offset, limit: 500 })
  const seen: string[] = []
  for (let offset = 0; offset < MANY; offset += 500) {
    const { total, rows: shown } = page('decided', offset)
    expect([offset, total, shown.length]).toEqual([offset, MANY, 500])
    seen.push(...shown.map(({ requestId }) => requestId))
  }
  // newest first, each once
  expect(seen).toEqual(Array.from({ length: MANY }, (_, n) => `r${MANY - 1 - n}`))
  expect(page('decided', MANY).rows).toEqual([])
  // many share a name: which of them comes first must not change from page to page
  const names = Array.from({ length: 4 }, (_, n) => page('partner', n * 500).rows).flat()
  expect(new Set(names.map(({ requestId }) => requestId)).size).toBe(2000)
}, 120_000)
