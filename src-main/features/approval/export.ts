import type { PartnerRequest } from '#shared/features/approval/entities.ts'
import type { Money } from '#shared/features/approval/kinds/kind.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import type { ExportArgs, ExportProgress, ExportSheet, TrailStep } from '#shared/features/approval/views.ts'
import { writeCsv } from '#shared/features/canned-response/exchange/csv.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { stepsOf, trailOf } from './trail.ts'
import { listOf, readRequest } from './views.ts'

/** A history on its way into a file. */
export interface HistoryExport {
  /** UTF-8 with a byte order mark first, so that spreadsheets read it as such; ends early when it is cancelled */
  pieces: AsyncIterable<string>
  /** how many requests it has written */
  written(): number
  isCancelled(): boolean
  /** tell when the file is closed, or was not written at all */
  ended(): void
}

export interface HistoryExporter {
  start(args: ExportArgs): HistoryExport
  progress(): ExportProgress
  cancel(): void
}

interface ExporterOptions {
  db: ReadableDb
  /** the progress is another */
  changed(): void
  /** lets everything else have its turn */
  breathe(): Promise<unknown>
}

/** Rows between two breaths: some milliseconds of work. */
const PIECE_ROWS = 250

/** Writes histories and audit trails as CSV, one at a time, from what is cached: it works without a network. */
export function createHistoryExporter({ db, changed, breathe }: ExporterOptions): HistoryExporter {
  let running: { done: number; total: number; cancelled: boolean } | null = null

  return {
    start({ sheet, filter }) {
      const { headings, rowsOf } = SHEETS[sheet]
      const { where, order, params } = listOf(filter)
      // which rows and in what order is settled at once: what changes meanwhile neither doubles nor loses one
      const ids = db
        .all<{ id: string }>(`SELECT id FROM requests WHERE ${where} ORDER BY ${order}`, ...params)
        .map(({ id }) => id)
      const job = { done: 0, total: ids.length, cancelled: false }
      running = job
      changed()
      async function* pieces() {
        yield `\uFEFF${writeCsv([headings])}`
        for (let at = 0; at < ids.length && !job.cancelled; at += PIECE_ROWS) {
          const wanted = ids.slice(at, at + PIECE_ROWS)
          const stored = db.all<{ id: string; body: string }>(
            `SELECT id, body FROM requests WHERE id IN (${wanted.map(() => '?').join(', ')})`,
            ...wanted
          )
          const bodies = new Map(stored.map(({ id, body }) => [id, body]))
          const requests = wanted.flatMap((id) => {
            const body = bodies.get(id)
            return body === undefined ? [] : [readRequest(body)]
          })
          job.done += requests.length
          changed()
          yield writeCsv(rowsOf(requests, db))
          await breathe()
        }
      }
      return {
        pieces: pieces(),
        written: () => job.done,
        isCancelled: () => job.cancelled,
        ended() {
          if (running === job) running = null
          changed()
        }
      }
    },
    progress: () => ({
      isRunning: running !== null,
      share: running === null || running.total === 0 ? 0 : Math.min(1, running.done / running.total)
    }),
    cancel() {
      if (running) running.cancelled = true
    }
  }
}

interface Sheet {
  headings: string[]
  rowsOf(requests: readonly PartnerRequest[], db: ReadableDb): string[][]
}

const SHEETS: Record<ExportSheet, Sheet> = {
  history: {
    headings: [
      'Partner name',
      'Title',
      'Price',
      'Currency',
      'Type',
      'Requested at',
      'Decision',
      'Decided at',
      'Decided by',
      'Description',
      'Mailed to',
      'Mail'
    ],
    rowsOf: (requests) => requests.map(cellsOf)
  },
  trail: {
    headings: ['Request', 'Partner name', 'Title', 'Type', 'Step', 'By or to', 'At', 'Description'],
    rowsOf(requests, db) {
      const steps = stepsOf(db, ...requests.map(({ id }) => id))
      return requests.flatMap((request) => trailOf(request, steps).map((step) => stepCells(request, step)))
    }
  }
}

function stepCells(
  { id, partnerName, title, kind, decision }: PartnerRequest,
  { what, by, atMs }: TrailStep
): string[] {
  const isDecision = what === 'approved' || what === 'rejected'
  const said = isDecision ? (decision?.reason ?? '') : ''
  return [id, partnerName, title, kindNamed(kind)?.label ?? kind, what, by, iso(atMs), said]
}

const iso = (atMs: number) => new Date(atMs).toISOString()

function cellsOf({ kind, partnerName, title, content, requestedAtMs, decision }: PartnerRequest): string[] {
  const known = kindNamed(kind)
  const price = known?.content.safeParse(content).success ? known.price(content) : null
  return [
    partnerName,
    title,
    price ? plainAmount(price) : '',
    price?.currency ?? '',
    known?.label ?? kind,
    iso(requestedAtMs),
    decision?.outcome ?? '',
    decision ? iso(decision.atMs) : '',
    decision?.byName ?? '',
    decision?.reason ?? '',
    decision?.mail?.to ?? '',
    decision?.mail?.state ?? ''
  ]
}

/** `149.00`: digits and a point, which every program reads alike. */
function plainAmount({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return (minor / 10 ** digits).toFixed(digits)
}
