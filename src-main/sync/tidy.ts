import type { Clock } from '#shared/base/clock.ts'
import type { Projections } from '../cache/projection.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import { turn } from './pace.ts'

export interface TidyOptions {
  cache: SqliteFile
  projections: Projections
  clock: Clock
}

/** Does what a whole copy has put off, in short transactions before each of which windows have their turn. */
export async function tidy(
  { cache, projections, clock }: TidyOptions,
  isStopped: () => boolean
): Promise<void> {
  for (const { tidying } of projections.values()) {
    let isMore = tidying?.isDue(cache.read)
    while (isMore) {
      await turn(clock)
      if (isStopped()) return
      isMore = cache.transact((tx) => tidying?.part(tx))
    }
  }
}
