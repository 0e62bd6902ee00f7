import { err, type Result } from '#shared/base/result.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import { readSyncState, writeFreshness } from '../cache/sync-state.ts'
import { isCorrupt } from '../sqlite/trouble.ts'
import { applyRange } from './apply.ts'
import { type CatchUpOptions, catchUp } from './catch-up.ts'
import type { LinkError } from './link.ts'
import { createLinkState, type LinkName, type LinkStatus } from './link-state.ts'
import { createLiveWatch } from './live-watch.ts'
import { tidy } from './tidy.ts'

export interface SyncLoopOptions
  extends Omit<CatchUpOptions, 'isStopped' | 'snapshotProgressed' | 'holdPushes'> {
  /** how long to wait after the nth failure in a row */
  backoffMs(failures: number): number
  statusChanged(): void
  /** the way to the server is open again */
  connected(): void
  /** what others do just now, told live */
  hint(raw: unknown): void
  /** nothing more is told live for now: what was told of others may not be true any more */
  hintsOver(): void
}

export interface SyncLoop {
  status(): LinkStatus
  start(): void
  stop(): void
  /** Works offline by the person's choice, until told otherwise. */
  setOffline(offline: boolean): void
  /** Tries at once, whatever was waited for. */
  retryNow(): void
  /** Something new waits to be sent: while offline that is reason enough to look for the server before its time. */
  hurry(): void
  /** The server has committed up to this seq; it should arrive on its own. */
  expect(seq: number): void
  /** Somebody else was told that the session is over. */
  unauthenticated(): void
  /** Whether Operations may be pushed now. */
  mayPush(): boolean
  /** Says live what this person does just now. */
  say(hint: unknown): void
}

/** Longest wait for the next try to reach the server. */
const RETRY_MAX_MS = 30_000
/** Without a live line the desk asks this often. */
const POLL_MS = 15_000
/** How long a committed Operation may stay unseen before the desk asks for it. */
const EXPECT_MS = 300
/** Where nothing is sent: `connected` says when that is over. */
const CLOSED: readonly LinkName[] = ['offline', 'sign-in-needed']
/** How often freshness alone is worth a write. */
const FRESH_WRITE_MS = 60_000

/**
 * Keeps the cache at the server's head.
 *
 *   connecting -> online <-> offline (tries again, longer each time)
 *                    \-> sign-in-needed (asks the session again, likewise)
 *   any -> paused-by-person -> connecting
 */
export function createSyncLoop(options: SyncLoopOptions): SyncLoop {
  const { cache, projections, calls, clock, log } = options
  const state = createLinkState(clock, readSyncState(cache.read).freshAtMs, options.statusChanged)
  let stopped = false
  let offline = false
  /** grows when what is under way no longer counts */
  let generation = 0
  let runningIn = -1
  let again = false
  let pushesHeld = false
  let tidying = false
  let failures = 0
  let liveFailures = 0
  let freshWrittenMs = 0
  let cancelRetry: () => void = () => undefined
  let cancelExpect: () => void = () => undefined

  const live = createLiveWatch({
    calls,
    clock,
    log,
    opened: () => void cycle(),
    frame,
    heartbeat({ epoch, head }) {
      liveFailures = 0
      guarded(() => {
        const here = readSyncState(cache.read)
        if (here.epoch !== epoch || (here.cursor ?? -1) < head) void cycle()
        else fresh()
      })
    },
    hint: options.hint,
    lost() {
      options.hintsOver()
      if (liveFailures++ === 0 && state.now.link === 'online') state.set('connecting')
      void cycle()
    }
  })

  function frame(range: ChangeRange): void {
    liveFailures = 0
    guarded(() => {
      const outcome = applyRange(cache, projections, range, clock.nowMs(), log)
      if (outcome.kind === 'applied') options.applied(outcome.topics)
      if (outcome.kind === 'applied' && range.to >= range.head) fresh()
      if (outcome.kind === 'gap' || outcome.kind === 'other-epoch' || range.to < range.head) void cycle()
    })
  }

  /** Nobody waits for what the live line or a timer starts, so its trouble is dealt with here. */
  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      failed(troubleOf(error))
    }
  }

  function fresh(): void {
    state.fresh()
    const nowMs = clock.nowMs()
    if (Math.abs(nowMs - freshWrittenMs) < FRESH_WRITE_MS) return
    freshWrittenMs = nowMs
    cache.transact((tx) => writeFreshness(tx, nowMs))
  }

  async function cycle(): Promise<void> {
    again = true
    if (runningIn === generation || stopped || offline) return
    cancelRetry()
    const mine = generation
    runningIn = mine
    let result: Result<void, LinkError> = { ok: true, value: undefined }
    while (again && result.ok && mine === generation) {
      again = false
      result = await attempt(mine)
    }
    if (mine !== generation) return
    runningIn = -1
    if (result.ok) guarded(up)
    else failed(result.error)
  }

  async function attempt(mine: number): Promise<Result<void, LinkError>> {
    const isStopped = () => mine !== generation
    try {
      return await catchUp({
        ...options,
        isStopped,
        snapshotProgressed: (share) => isStopped() || state.setSnapshotProgress(share),
        holdPushes(held) {
          pushesHeld = held
        }
      })
    } catch (error) {
      return err(troubleOf(error))
    }
  }

  /** A broken file is replaced; a full disk is waited out. */
  function troubleOf(error: unknown): LinkError {
    log('error', 'the cache could not be written', { error: String(error) })
    if (isCorrupt(error)) {
      cache.reset()
      options.replaced()
    }
    return { kind: 'transient', message: String(error), retryAfterMs: null }
  }

  function up(): void {
    failures = 0
    state.setRetryAt(null)
    const before = state.now.link
    fresh()
    state.set('online')
    if (before !== 'online') options.connected()
    tidyUp()
    if (live.isOpen()) return
    if (liveFailures === 0) live.open()
    else retryIn(Math.min(POLL_MS, options.backoffMs(liveFailures)), live.open)
  }

  function tidyUp(): void {
    if (tidying) return
    tidying = true
    const mine = generation
    tidy(options, () => mine !== generation)
      .catch((error: unknown) => {
        if (mine === generation) failed(troubleOf(error))
      })
      .finally(() => {
        tidying = false
      })
  }

  function failed(error: LinkError): void {
    if (stopped || offline) return
    failures++
    log('info', 'the server was not reached', { failures, ...error })
    if (error.kind === 'unauthenticated') live.close()
    if (!live.isOpen()) options.hintsOver()
    state.set(error.kind === 'unauthenticated' ? 'sign-in-needed' : 'offline')
    const asked = error.kind === 'transient' ? (error.retryAfterMs ?? 0) : 0
    const delayMs = Math.max(asked, Math.min(RETRY_MAX_MS, options.backoffMs(failures)))
    state.setRetryAt(clock.nowMs() + delayMs)
    retryIn(delayMs)
  }

  function retryIn(delayMs: number, also: () => void = () => undefined): void {
    cancelRetry()
    cancelRetry = clock.after(delayMs, () => {
      also()
      void cycle()
    })
  }

  /** Whatever is under way no longer counts. */
  function drop(): void {
    generation++
    state.setSnapshotProgress(null)
    state.setRetryAt(null)
    cancelRetry()
    cancelExpect()
    live.close()
    options.hintsOver()
  }

  return {
    status: () => state.now,
    start: () => void cycle(),
    stop() {
      stopped = true
      drop()
    },
    setOffline(wanted) {
      if (wanted === offline || stopped) return
      offline = wanted
      drop()
      failures = 0
      liveFailures = 0
      state.set(offline ? 'paused-by-person' : 'connecting')
      void cycle()
    },
    retryNow() {
      if (offline || stopped) return
      drop()
      failures = 0
      liveFailures = 0
      if (state.now.link !== 'online') state.set('connecting')
      void cycle()
    },
    hurry() {
      if (state.now.link === 'offline') void cycle()
    },
    expect(seq) {
      cancelExpect()
      cancelExpect = clock.after(EXPECT_MS, () =>
        guarded(() => {
          if ((readSyncState(cache.read).cursor ?? -1) < seq) void cycle()
        })
      )
    },
    say: live.say,
    unauthenticated: () => failed({ kind: 'unauthenticated' }),
    // what waits while the server is known to be away is never transmitted, so its author can still take it back
    mayPush: () => !stopped && !offline && !pushesHeld && !CLOSED.includes(state.now.link)
  }
}
