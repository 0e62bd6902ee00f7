import { err, ok, type Result } from '#shared/base/result.ts'
import { beginBulk, endBulk } from '../cache/bulk.ts'
import type { Cache } from '../cache/cache.ts'
import { readSyncState } from '../cache/sync-state.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import { applyRange } from './apply.ts'
import type { LinkError } from './link.ts'
import { fetchSnapshot, type SnapshotOptions } from './snapshot.ts'

type Tools = Omit<SnapshotOptions, 'file'>

/**
 * Fetches a whole new copy beside the present one, replays the feed over it up to the head, and swaps. Until then the
 * old copy is what windows read.
 * @param beforeSwap runs when the new copy is complete
 */
export async function resync(
  cache: Cache,
  tools: Tools,
  beforeSwap: (staging: SqliteFile) => void
): Promise<Result<void, LinkError>> {
  const staging = cache.openStaging()
  const filled = await fill(staging, tools).catch((error: unknown) => {
    staging.close()
    throw error
  })
  if (!filled.ok) {
    staging.close()
    return filled
  }
  beforeSwap(staging)
  cache.adoptStaging(staging)
  return filled
}

async function fill(file: SqliteFile, tools: Tools): Promise<Result<void, LinkError>> {
  beginBulk(file)
  const fetched = await fetchSnapshot({ ...tools, file })
  if (!fetched.ok) return fetched
  await endBulk(file)
  return replay(file, tools)
}

async function replay(file: SqliteFile, tools: Tools): Promise<Result<void, LinkError>> {
  for (;;) {
    const { cursor } = readSyncState(file.read)
    const range = await tools.calls.changes(cursor ?? 0)
    if (tools.isStopped()) return err({ kind: 'network', message: 'stopped' })
    if (!range.ok) return range
    const outcome = applyRange(file, tools.projections, range.value, tools.clock.nowMs(), tools.log)
    if (outcome.kind === 'other-epoch') return err({ kind: 'resync-required' })
    if (!range.value.more) return ok(undefined)
  }
}
