import type { Clock } from '#shared/base/clock.ts'
import { err, ok, type Result } from '#shared/base/result.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import type { SnapshotPage } from '#shared/sync/snapshot.ts'
import type { Projections, Touch } from '../cache/projection.ts'
import {
  readSnapshotProgress,
  type SnapshotProgress,
  writeCursor,
  writeSnapshotProgress
} from '../cache/sync-state.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import { putRow } from './apply.ts'
import type { LinkError, LinkResult } from './link.ts'
import type { Log } from './log.ts'
import { createPace, type Pace, turn } from './pace.ts'
import type { ServerCalls } from './server-calls.ts'

/** Rows in one transaction. More at once write the same pages of the indexes less often. */
const ROWS_AT_ONCE = { least: 250, most: 1000 }

export interface SnapshotOptions {
  /** the file to fill: the cache itself on a first run, a staging file otherwise */
  file: SqliteFile
  calls: ServerCalls
  projections: Projections
  clock: Clock
  log: Log
  /** told at the start which history of the server is copied */
  began?(epoch: string): void
  /** told after each commit; `share` is 0-1 */
  progressed(share: number, topics: Set<Topic>): void
  isStopped(): boolean
}

/**
 * Fetches every row by key, page by page, and then sets the Cursor to where the feed stood at the start; replaying
 * from there brings what changed meanwhile. Goes on where an interrupted Snapshot of this file stopped.
 */
export async function fetchSnapshot(options: SnapshotOptions): Promise<Result<void, LinkError>> {
  const { file, calls } = options
  let progress = readSnapshotProgress(file.read)
  if (!progress) {
    const start = await calls.snapshotStart()
    if (!start.ok) return start
    progress = { ...start.value, entityIndex: 0, after: null, rowsDone: 0 }
  }
  options.began?.(progress.epoch)
  let pace = createPace(options.clock, ROWS_AT_ONCE)
  let request = fetchPage(calls, progress)
  while (request) {
    const page = await request
    if (options.isStopped()) return stopped
    if (!page.ok) return page
    const done = progress
    progress = advanced(done, page.value)
    // the next page travels while this one is written
    request = fetchPage(calls, progress)
    if (!(await writePage(options, page.value, done, progress, pace))) return stopped
    // rows of another kind take another time
    if (progress.entityIndex !== done.entityIndex) pace = createPace(options.clock, ROWS_AT_ONCE)
  }
  const { epoch, seq, aclVersion } = progress
  file.transact((tx) => writeCursor(tx, { epoch, cursor: seq, aclVersion }))
  return ok(undefined)
}

const stopped = err<LinkError>({ kind: 'network', message: 'stopped' })

function fetchPage(calls: ServerCalls, at: SnapshotProgress): Promise<LinkResult<SnapshotPage>> | null {
  const entity = at.entities[at.entityIndex]
  if (!entity) return null
  const page = calls.snapshotPage(entity.name, at.after)
  // it may fail after the Snapshot was given up, when nobody waits for it any more
  page.catch(() => undefined)
  return page
}

function advanced(at: SnapshotProgress, page: SnapshotPage): SnapshotProgress {
  const rowsDone = at.rowsDone + page.rows.length
  if (page.next !== null) return { ...at, after: page.next, rowsDone }
  return { ...at, entityIndex: at.entityIndex + 1, after: null, rowsDone }
}

/**
 * Writes one page in short transactions, before each of which windows have their turn; the last one notes the page as done. Answers
 * false when stopped.
 */
async function writePage(
  options: SnapshotOptions,
  page: SnapshotPage,
  before: SnapshotProgress,
  after: SnapshotProgress,
  pace: Pace
): Promise<boolean> {
  const { file, projections, clock, log } = options
  const projection = projections.get(page.entity)
  if (!projection) log('warn', 'rows of a kind that this version does not know', { entity: page.entity })
  const rowsInAll = before.entities.reduce((sum, entity) => sum + entity.rows, 0)
  let written = 0
  do {
    await turn(clock)
    if (options.isStopped()) return false
    const rows = page.rows.slice(written, written + pace.items)
    written += rows.length
    const topics = new Set<Topic>()
    const touch: Touch = (topic) => topics.add(topic)
    pace.timed(() =>
      file.transact((tx) => {
        if (projection) for (const row of rows) putRow(tx, projection, row, touch, log)
        projection?.afterRows?.(tx, 'copy')
        if (written === page.rows.length) writeSnapshotProgress(tx, after)
      })
    )
    const share = rowsInAll === 0 ? 0 : Math.min(1, (before.rowsDone + written) / rowsInAll)
    options.progressed(share, topics)
  } while (written < page.rows.length)
  return true
}
