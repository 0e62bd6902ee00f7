import type { Clock } from '#shared/base/clock.ts'
import { err, ok, type Result } from '#shared/base/result.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import type { SnapshotPage } from '#shared/sync/snapshot.ts'
import type { Projection, Projections, Touch } from '../cache/projection.ts'
import { type SnapshotProgress, writeSnapshotProgress } from '../cache/sync-state.ts'
import { ForeignDatabase } from '../sqlite/copied.ts'
import type { SqliteFile, WritableDb } from '../sqlite/sqlite-file.ts'
import { putRow } from './apply.ts'
import type { LinkError, PageDatabase } from './link.ts'
import type { Log } from './log.ts'
import { type Pace, turn } from './pace.ts'

export interface PageTools {
  /** the file to fill: the cache itself on a first run, a staging file otherwise */
  file: SqliteFile
  projections: Projections
  clock: Clock
  log: Log
  /** told after each commit; `share` is 0-1, the Topics are null where more changed than could be named */
  progressed(share: number, topics: ReadonlySet<Topic> | null): void
  isStopped(): boolean
}

/** Where a page belongs, and how much of one is written at once. */
interface Place {
  at: SnapshotProgress
  /** where the next page begins */
  following: SnapshotProgress
  pages: Pace
  parts: Pace
}

/** Writes one page in short transactions, before each of which windows have their turn; the last one notes the page as done. */
export async function writePage(
  tools: PageTools,
  page: SnapshotPage | PageDatabase,
  place: Place
): Promise<Result<SnapshotProgress, LinkError>> {
  const projection = tools.projections.get(page.entity)
  if (!projection)
    tools.log('warn', 'rows of a kind that this version does not know', { entity: page.entity })
  if ('rows' in page) return await writeRows(tools, page.rows, projection, place)
  await turn(tools.clock)
  return tools.isStopped() ? stopped : copyRows(tools, page.bytes, projection, place)
}

async function writeRows(
  tools: PageTools,
  rows: readonly unknown[],
  projection: Projection | undefined,
  { at, following, parts }: Place
): Promise<Result<SnapshotProgress, LinkError>> {
  let written = 0
  let progress = at
  do {
    await turn(tools.clock)
    if (tools.isStopped()) return stopped
    const some = rows.slice(written, written + parts.items)
    written += some.length
    progress = { ...(written === rows.length ? following : at), rowsDone: at.rowsDone + written }
    const topics = new Set<Topic>()
    parts.timed(() =>
      tools.file.transact((tx) => {
        const touch: Touch = (topic) => topics.add(topic)
        if (projection) for (const row of some) putRow(tx, projection, row, touch, tools.log)
        finish(tx, projection, written === rows.length ? progress : null)
      })
    )
    tools.progressed(shareOf(progress), topics)
  } while (written < rows.length)
  return ok(progress)
}

function copyRows(
  { file, progressed }: PageTools,
  bytes: Uint8Array,
  projection: Projection | undefined,
  { at, following, pages }: Place
): Result<SnapshotProgress, LinkError> {
  const table = projection?.entity.table
  if (!projection?.copy || !table) throw new Error('a page came as a database that was not asked for')
  const copy = projection.copy
  try {
    const progress = pages.timed(() =>
      file.withCopied(bytes, table, () =>
        file.transact((tx) => {
          const rows = copy(tx)
          const reached = { ...following, rowsDone: at.rowsDone + rows }
          finish(tx, projection, reached)
          return reached
        })
      )
    )
    progressed(shareOf(progress), null)
    return ok(progress)
  } catch (error) {
    if (!(error instanceof ForeignDatabase)) throw error
    return err({
      kind: 'transient',
      message: `the answer is not from an Octopus server: ${error.message}`,
      retryAfterMs: null
    })
  }
}

function finish(tx: WritableDb, projection: Projection | undefined, reached: SnapshotProgress | null): void {
  projection?.afterRows?.(tx, 'copy')
  if (reached) writeSnapshotProgress(tx, reached)
}

function shareOf({ entities, rowsDone }: SnapshotProgress): number {
  const rowsInAll = entities.reduce((sum, entity) => sum + entity.rows, 0)
  return rowsInAll === 0 ? 0 : Math.min(1, rowsDone / rowsInAll)
}

const stopped = err<LinkError>({ kind: 'network', message: 'stopped' })
