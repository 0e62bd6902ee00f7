import { err, ok, type Result } from '#shared/base/result.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import { beginBulk, endBulk } from '../cache/bulk.ts'
import type { Cache } from '../cache/cache.ts'
import { readSyncState } from '../cache/sync-state.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import { type ApplyOutcome, applyRange } from './apply.ts'
import type { LinkError, LinkResult } from './link.ts'
import { createPace, type Pace, turn } from './pace.ts'
import { partsOf } from './parts.ts'
import { resync } from './resync.ts'
import { fetchSnapshot, type SnapshotOptions } from './snapshot.ts'

export interface CatchUpOptions extends Omit<SnapshotOptions, 'file' | 'progressed' | 'began'> {
  cache: Cache
  /** Rows were committed; told before anything else is read. Null: so many that it is not said which Views have changed */
  applied(topics: ReadonlySet<Topic> | null): void
  /** a whole copy is being fetched: 0-1; null when it is complete */
  snapshotProgressed(share: number | null): void
  /** a new copy stands in the place of the old one, or the first one is complete */
  replaced(): void
  /** a first copy of this history of the server has begun */
  meets(epoch: string): void
  /** the cache is about to be a whole copy of this history */
  adopts(epoch: string): void
  /** while two histories are about, an Operation accepted in one must not be measured by the Cursor of the other */
  holdPushes(held: boolean): void
}

/** Brings the cache to the server's head: by pulling, or by a whole copy where that is not possible. */
export async function catchUp(options: CatchUpOptions): Promise<Result<void, LinkError>> {
  const { cache } = options
  if (readSyncState(cache.read).cursor === null) {
    const first = await firstCopy(options)
    if (!first.ok) return first
  }
  try {
    return await pullAll(options)
  } finally {
    if (!options.isStopped()) cache.holdLog(false)
  }
}

interface EarlyRange {
  since: number
  answer: Promise<LinkResult<ChangeRange>>
}

function askEarly(calls: CatchUpOptions['calls'], since: number): EarlyRange {
  const answer = calls.changes(since)
  // it may fail after the catch-up has ended, when nobody waits for it any more
  answer.catch(() => undefined)
  return { since, answer }
}

/** Changes in one commit. */
export const PART_ITEMS = { least: 20, most: 160 }
/** After so many ranges the log is moved: pages of the indexes that several of them touch are moved once. */
const RANGES_PER_MOVE = 3

/**
 * Writes a range in parts, each a commit of its own before which windows have their turn. Answers the first outcome that is not of
 * a part that was written; null when it was stopped.
 */
async function applyInParts(
  options: CatchUpOptions,
  range: ChangeRange,
  pace: Pace
): Promise<ApplyOutcome['kind'] | null> {
  const { cache, projections, clock, log } = options
  for (const part of partsOf(range, () => pace.items)) {
    await turn(clock)
    if (options.isStopped()) return null
    const outcome = pace.timed(() => applyRange(cache, projections, part, clock.nowMs(), log))
    if (outcome.kind === 'applied') options.applied(outcome.topics)
    // a live frame may have brought this part meanwhile
    else if (outcome.kind !== 'already-here') return outcome.kind
  }
  return 'applied'
}

/** Pulls until there is no more. While there is, the log is moved into the file between two ranges, never within a commit. */
async function pullAll(options: CatchUpOptions): Promise<Result<void, LinkError>> {
  const { cache, calls } = options
  let early = null as EarlyRange | null
  const pace = createPace(options.clock, PART_ITEMS)
  let written = 0
  for (;;) {
    const since = readSyncState(cache.read).cursor ?? 0
    const range: LinkResult<ChangeRange> = await (early?.since === since
      ? early.answer
      : calls.changes(since))
    if (options.isStopped()) return stopped
    // the next range travels while this one is written
    early = range.ok && range.value.more ? askEarly(calls, range.value.to) : null
    if (!range.ok && range.error.kind !== 'resync-required') return range
    if (range.ok && range.value.more) cache.holdLog(true)

    switch (range.ok ? await applyInParts(options, range.value, pace) : 'other-epoch') {
      case null:
        return stopped
      case 'other-epoch': {
        const copied = await newCopy(options)
        if (!copied.ok) return copied
        continue
      }
      case 'gap':
        return odd('the server answered with Changes that were not asked for')
    }
    if (!range.ok || !range.value.more) {
      // else the next commit of all would move what is held
      if (written > 0) await cache.moveLog()
      return options.isStopped() ? stopped : ok(undefined)
    }
    if (range.value.to <= since) return odd('the server says that there is more, and gives none')
    written += 1
    if (written % RANGES_PER_MOVE !== 0) continue
    await cache.moveLog()
    if (options.isStopped()) return stopped
  }
}

const stopped = err<LinkError>({ kind: 'network', message: 'stopped' })

function odd(message: string) {
  return err<LinkError>({ kind: 'transient', message, retryAfterMs: null })
}

/** Told before the copy is what windows read, so that nothing is seen to be missing in between. */
function adoptsCopy({ adopts }: CatchUpOptions, copy: SqliteFile): void {
  const { epoch } = readSyncState(copy.read)
  if (epoch !== null) adopts(epoch)
}

async function firstCopy(options: CatchUpOptions): Promise<Result<void, LinkError>> {
  const { cache } = options
  beginBulk(cache)
  const fetched = await fetchSnapshot({
    ...options,
    file: cache,
    began: options.meets,
    progressed(share, topics) {
      options.snapshotProgressed(share)
      options.applied(topics)
    }
  })
  if (fetched.ok) {
    await endBulk(cache)
    if (options.isStopped()) return stopped
    options.snapshotProgressed(null)
    adoptsCopy(options, cache)
    options.replaced()
  } else if (fetched.error.kind === 'refused' || fetched.error.kind === 'resync-required') {
    options.log('warn', 'the server cannot go on with this copy; it starts from the beginning')
    cache.reset()
    options.replaced()
  }
  return fetched
}

/** Whether it is of the same history is known only when it is here: a restored server just says that a Cursor is too high. */
async function newCopy(options: CatchUpOptions): Promise<Result<void, LinkError>> {
  options.log('warn', 'a whole new copy is needed')
  options.holdPushes(true)
  const copied = await resync(
    options.cache,
    { ...options, progressed: (share) => options.snapshotProgressed(share) },
    (staging) => adoptsCopy(options, staging)
  ).finally(() => {
    options.snapshotProgressed(null)
    options.holdPushes(false)
  })
  if (copied.ok) options.replaced()
  return copied
}
