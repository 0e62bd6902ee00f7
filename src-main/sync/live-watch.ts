import type { Clock } from '#shared/base/clock.ts'
import { LIVE_SILENCE_MS } from '#shared/contract/wire.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import type { LiveLine, LiveListener } from './link.ts'
import type { Log } from './log.ts'
import type { ServerCalls } from './server-calls.ts'

export interface LiveWatchOptions {
  calls: ServerCalls
  clock: Clock
  log: Log
  frame(range: ChangeRange): void
  heartbeat(head: { epoch: string; head: number }): void
  hint(raw: unknown): void
  /** the line is open, or gone */
  opened(): void
  lost(): void
}

export interface LiveWatch {
  /** Opens a line unless one is open or being opened. */
  open(): void
  close(): void
  isOpen(): boolean
  /** What this person does just now; nothing is said while no line is open. */
  say(hint: unknown): void
}

/** Keeps at most one live line, and drops it when it has been silent for too long: a half-open socket never says so. */
export function createLiveWatch(options: LiveWatchOptions): LiveWatch {
  const { calls, clock, log } = options
  /** grows with each line, so that a late word of an old one is not heard */
  let turn = 0
  let state: 'closed' | 'opening' | 'open' = 'closed'
  let line: LiveLine | null = null
  let cancelSilence: () => void = () => undefined

  function close(): void {
    turn++
    state = 'closed'
    cancelSilence()
    line?.close()
    line = null
  }

  function lose(reason: string): void {
    log('info', 'the live line is gone', { reason })
    close()
    options.lost()
  }

  function heardSomething(): void {
    cancelSilence()
    cancelSilence = clock.after(LIVE_SILENCE_MS, () => lose(`silent for ${LIVE_SILENCE_MS / 1000} s`))
  }

  async function open(): Promise<void> {
    if (state !== 'closed') return
    const mine = ++turn
    state = 'opening'
    heardSomething()
    const heard = (tell: () => void) => {
      if (mine !== turn) return
      heardSomething()
      tell()
    }
    const fresh = await tryToOpen({
      opened: () =>
        heard(() => {
          state = 'open'
          options.opened()
        }),
      frame: (range) => heard(() => options.frame(range)),
      heartbeat: (head) => heard(() => options.heartbeat(head)),
      hint: (raw) => heard(() => options.hint(raw)),
      ended: () => mine === turn && lose('the server ended the session'),
      closed: (reason) => mine === turn && lose(reason)
    })
    if (mine !== turn) fresh?.close()
    else if (fresh) line = fresh
    else lose('it could not be opened')
  }

  async function tryToOpen(listener: LiveListener): Promise<LiveLine | null> {
    try {
      return await calls.openLive(listener)
    } catch (error) {
      log('error', 'no live line can be opened', { error: String(error) })
      return null
    }
  }

  return {
    open: () => void open(),
    close,
    isOpen: () => state === 'open',
    say: (hint) => state === 'open' && line?.say(hint)
  }
}
