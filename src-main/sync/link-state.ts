import type { Clock } from '#shared/base/clock.ts'
import type { SyncStatus } from '#shared/sync/status.ts'

export type LinkName = SyncStatus['link']

/** The part of the status that the loop knows. */
export interface LinkStatus
  extends Pick<SyncStatus, 'link' | 'linkSinceMs' | 'freshAtMs' | 'snapshotProgress'> {
  /** when the server is looked for again; null while it is there, or nobody looks */
  retryAtMs: number | null
}

/** Freshness grows with every heartbeat; the status bar need not hear of each. */
const FRESH_STEP_MS = 10_000

export interface LinkState {
  readonly now: LinkStatus
  set(link: LinkName): void
  setSnapshotProgress(share: number | null): void
  setRetryAt(atMs: number | null): void
  /** the cache equals the server's head at this moment */
  fresh(): void
}

/** Holds how the link is and since when, and tells when a person would see a difference. */
export function createLinkState(clock: Clock, freshAtMs: number | null, changed: () => void): LinkState {
  let now: LinkStatus = {
    link: 'connecting',
    linkSinceMs: clock.nowMs(),
    freshAtMs,
    snapshotProgress: null,
    retryAtMs: null
  }
  let toldFreshMs = freshAtMs
  return {
    get now() {
      return now
    },
    set(link) {
      if (now.link === link) return
      now = { ...now, link, linkSinceMs: clock.nowMs() }
      changed()
    },
    setSnapshotProgress(share) {
      if (now.snapshotProgress === share) return
      now = { ...now, snapshotProgress: share }
      changed()
    },
    setRetryAt(atMs) {
      if (now.retryAtMs === atMs) return
      now = { ...now, retryAtMs: atMs }
      changed()
    },
    fresh() {
      const nowMs = clock.nowMs()
      now = { ...now, freshAtMs: nowMs }
      if (toldFreshMs !== null && nowMs - toldFreshMs < FRESH_STEP_MS) return
      toldFreshMs = nowMs
      changed()
    }
  }
}
