import { err, ok, type Result } from '#shared/base/result.ts'
import type { SnapshotPage } from '#shared/sync/snapshot.ts'
import { readSnapshotProgress, type SnapshotProgress, writeCursor } from '../cache/sync-state.ts'
import type { LinkError, LinkResult, PageDatabase } from './link.ts'
import { createPace, type Pace } from './pace.ts'
import type { ServerCalls } from './server-calls.ts'
import { type PageTools, writePage } from './snapshot-page.ts'

export interface SnapshotOptions extends PageTools {
  calls: ServerCalls
  /** told at the start which history of the server is copied */
  began?(epoch: string): void
}

/** Rows of one entity in one commit. More at once write the same pages of the indexes less often. */
const ROWS_AT_ONCE = { least: 250, most: 1000 }
/** Rows in a page of JSON: half of what a server gives, so that nobody waits long while one is read from the network and parsed. */
const PAGE_ROWS = 2500
/** Rows in a page that is a database, which is one commit. */
const COPIED_AT_ONCE = { least: 500, most: 5000 }

/**
 * Fetches every row by key, page by page, and then sets the Cursor to where the feed stood at the start; replaying
 * from there brings what changed meanwhile. Goes on where an interrupted Snapshot of this file stopped.
 */
export async function fetchSnapshot(options: SnapshotOptions): Promise<Result<void, LinkError>> {
  const { file, calls, clock } = options
  let progress = readSnapshotProgress(file.read)
  if (!progress) {
    const start = await calls.snapshotStart()
    if (!start.ok) return start
    progress = { ...start.value, entityIndex: 0, after: null, rowsDone: 0 }
  }
  options.began?.(progress.epoch)
  const pages = createPace(clock, COPIED_AT_ONCE)
  let parts = createPace(clock, ROWS_AT_ONCE)
  let request = fetchPage(options, progress, pages)
  while (request) {
    const page = await request
    if (options.isStopped()) return stopped
    if (!page.ok) return page
    const following = placeAfter(progress, page.value.next)
    // the next page travels while this one is written
    request = fetchPage(options, following, pages)
    const written = await writePage(options, page.value, { at: progress, following, pages, parts })
    if (!written.ok) return written
    // rows of another kind take another time
    if (following.entityIndex !== progress.entityIndex) parts = createPace(clock, ROWS_AT_ONCE)
    progress = written.value
  }
  const { epoch, seq, aclVersion } = progress
  file.transact((tx) => writeCursor(tx, { epoch, cursor: seq, aclVersion }))
  return ok(undefined)
}

const stopped = err<LinkError>({ kind: 'network', message: 'stopped' })

function fetchPage(
  { calls, projections }: SnapshotOptions,
  { entities, entityIndex, after }: SnapshotProgress,
  pages: Pace
): Promise<LinkResult<SnapshotPage | PageDatabase>> | null {
  const entity = entities[entityIndex]?.name
  if (entity === undefined) return null
  const asDatabase = projections.get(entity)?.copy !== undefined
  const page = calls.snapshotPage({ entity, after, limit: asDatabase ? pages.items : PAGE_ROWS, asDatabase })
  // it may fail after the Snapshot was given up, when nobody waits for it any more
  page.catch(() => undefined)
  return page
}

function placeAfter(at: SnapshotProgress, next: string | null): SnapshotProgress {
  return next === null ? { ...at, entityIndex: at.entityIndex + 1, after: null } : { ...at, after: next }
}
