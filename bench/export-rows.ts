import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify'
import { RequestId, UserId } from '#shared/base/ids.ts'
import type { PartnerRequest } from '#shared/features/approval/entities.ts'
import { CACHE_MIGRATIONS } from '../src-main/cache/migrations/list.ts'
import { createHistoryExporter } from '../src-main/features/approval/export.ts'
import { requestProjection } from '../src-main/features/approval/project.ts'
import { openSqliteFile, type SqliteFile } from '../src-main/sqlite/sqlite-file.ts'
import { aRequest, WHOLE_HISTORY } from '../tests/harness/requests.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import { withTemporaryFolder } from './sync/temporary-folder.ts'

const ROUNDS = 3
const COLUMNS = 12

const decided = (n: number): PartnerRequest =>
  aRequest({
    id: RequestId.parse(`request-${n}`),
    partnerName: `Müller "Partner" & Söhne, ${n % 500}`,
    decision: {
      outcome: n % 2 === 0 ? 'approved' : 'rejected',
      byId: UserId.parse('lena'),
      byName: 'Lena Fischer',
      atMs: 1_790_000_100_000 + n,
      reason: 'Your package has this already; please write to us again when it ends.',
      mail: null
    }
  })

/** Rows per second of our export: read from the cache, parsed, put into words and written to a file, with breaths between. */
async function ours(file: SqliteFile, target: string, count: number): Promise<number> {
  const exporter = createHistoryExporter({ db: file.read, changed: () => {}, breathe: () => setImmediate() })
  const startMs = performance.now()
  const history = exporter.start({ sheet: 'history', filter: WHOLE_HISTORY })
  await pipeline(Readable.from(history.pieces), fs.createWriteStream(target))
  history.ended()
  if (history.written() !== count) throw new Error(`${history.written()} of ${count} rows were exported.`)
  return (count * 1000) / (performance.now() - startMs)
}

/** Rows per second of csv-stringify: cells that are in memory already, written to a file. */
async function bare(rows: readonly string[][], target: string): Promise<number> {
  const startMs = performance.now()
  await pipeline(Readable.from(rows), stringify(), fs.createWriteStream(target))
  return (rows.length * 1000) / (performance.now() - startMs)
}

/** A whole history as CSV, from the cache to the file, beside a bare CSV writer. */
export function exportRows({ exported }: Scale): Promise<Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const file = openSqliteFile({
      path: path.join(folder, 'cache.db'),
      migrations: CACHE_MIGRATIONS,
      durability: 'normal'
    })
    try {
      file.transact((tx) => {
        for (let n = 0; n < exported; n++) requestProjection.put(tx, decided(n), () => {})
      })
      const cells = Array.from({ length: exported }, (_, n) => {
        const { partnerName, decision } = decided(n)
        const own = [partnerName, 'Extra channel', '29.00', 'EUR', 'Add-on', decision?.reason ?? '']
        return [...own, ...Array.from({ length: COLUMNS - own.length }, () => '2026-09-21T14:13:20.000Z')]
      })
      const fast: number[] = []
      const floor: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        fast.push(await ours(file, path.join(folder, 'ours.csv'), exported))
        floor.push(await bare(cells, path.join(folder, 'bare.csv')))
      }
      const [value, floorValue] = [median(fast), median(floor)]
      return [
        {
          name: 'export-rows',
          value: round(value),
          unit: 'rows/s',
          floor: 'csv-stringify with cells that are in memory, into a file',
          floorValue: round(floorValue),
          ratio: round(value / floorValue, 3),
          detail: { rows: exported, columns: COLUMNS }
        }
      ]
    } finally {
      file.close()
    }
  })
}
