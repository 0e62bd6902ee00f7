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
import { openSqliteFile, type SqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { aRequest } from '../../harness/requests.ts'

const FILTER: RequestFilter = {
  kinds: ['add-on'],
  state: 'decided',
  search: '',
  outcome: null,
  partnerId: null,
  order: 'decided',
  descending: false
}

/** What people may be called, and what a spreadsheet would run. */
const NAMES = [
  'Green Energy',
  '=HYPERLINK("http://evil.test")',
  ' \t+1+1',
  '-2',
  '@SUM(A1)',
  'Meier; "Partner", & Söhne',
  'two\r\nlines',
  'سحر حداد',
  '中村 🐙'
]

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
      requestProjection.put(tx, aRequest({ id: RequestId.parse(`r${n}`), partnerName, decision }), () => {})
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
  const text = await written(exporter().start(FILTER))
  expect(text.startsWith('\uFEFF')).toBe(true)
  const [head, ...rows] = readByPython(text)
  expect(head?.slice(0, 4)).toEqual(['Partner name', 'Title', 'Price', 'Currency'])
  expect(rows).toHaveLength(1200)
  for (const [n, row] of rows.entries()) {
    const name = NAMES[n % NAMES.length] ?? ''
    expect(row[0]?.replace(/^'/, '')).toBe(name)
    expect(row[2]).toBe('29.00')
    expect(row[7]).toBe(new Date(n).toISOString())
    for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r]/)
  }
})

test('[PM9] an export tells how far it is, and ends early when it is cancelled', async () => {
  fill(1200)
  const one = exporter()
  const shares: number[] = []
  const history = one.start(FILTER)
  await written(history, (rows) => {
    shares.push(one.progress().share)
    if (rows >= 500) one.cancel()
  })
  expect(shares.at(-1)).toBeLessThan(1)
  expect(history.isCancelled()).toBe(true)
  expect(history.written()).toBe(500)
  expect(one.progress()).toEqual({ isRunning: false, share: 0 })
})
