import type { Clock } from '#shared/base/clock.ts'
import type { PushResponse } from '#shared/contract/wire.ts'
import { PUSH_MAX_BYTES, PUSH_MAX_OPERATIONS } from '#shared/sync/operation.ts'
import type { LinkError, LinkResult } from '../sync/link.ts'
import type { Log } from '../sync/log.ts'
import { backoffMs } from './backoff.ts'
import { nextBatch } from './next-batch.ts'
import type { Outbox, Verdict } from './outbox.ts'
import type { OutboxRow } from './outbox-row.ts'

export interface DispatcherOptions {
  outbox: Outbox
  push(body: string): Promise<LinkResult<PushResponse>>
  /** whether requests may go out now; `wake` says that it may have changed */
  isOpen(): boolean
  /** whether the files of a row are with the server, so that it may go */
  isReady(row: OutboxRow): boolean
  /** how long a row stays on this computer before it may leave, in milliseconds */
  leavesAfterMs(row: OutboxRow): number
  /** the server lacks files (sha256) of what was sent */
  filesMissing(blobs: readonly string[]): void
  /** the server has spoken: accepted up to `seq` (0: nothing accepted) */
  answered(seq: number): void
  /** the session is over; nothing goes out until it is open again */
  unauthenticated(): void
  clock: Clock
  random(): number
  log: Log
}

export interface Dispatcher {
  /** Looks for something to send; cheap, and harmless at any time. */
  wake(): void
  /** Ends for good; an answer that is still on its way is ignored. */
  stop(): void
}

/** Room for the envelope around the Operations. */
const MAX_BYTES = PUSH_MAX_BYTES - 1024

/** Sends the Outbox: one push in flight, in order, for ever, until each row is settled. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { outbox, clock, random, log } = options
  let inFlight = false
  let stopped = false
  /** after a refused request: so few rows at once, to find the one that the server cannot take */
  let maxRows = PUSH_MAX_OPERATIONS
  const forkedOnce = new Set<string>()
  let cancelTimer: () => void = () => undefined

  function wake(): void {
    cancelTimer()
    if (inFlight || stopped || !options.isOpen()) return
    try {
      step()
    } catch (error) {
      log('error', 'the outbox could not be read or written; trying again', { error: String(error) })
      wakeIn(backoffMs(5, random))
    }
  }

  function wakeIn(delayMs: number): void {
    cancelTimer()
    cancelTimer = clock.after(delayMs, wake)
  }

  function step(): void {
    outbox.askAboutOld()
    const next = nextBatch(outbox.rows, clock.nowMs(), maxRows, options.isReady, options.leavesAfterMs)
    if (next.kind === 'wait') wakeIn(next.untilMs - clock.nowMs())
    if (next.kind === 'push') void send(outbox.freeze(next.rows, MAX_BYTES))
  }

  async function send(batch: readonly OutboxRow[]): Promise<void> {
    inFlight = true
    const operations = batch.map((row) => row.frozen).join(',')
    const envelope = {
      deviceId: outbox.deviceId,
      epoch: outbox.epoch ?? undefined,
      sentAtMs: Math.round(clock.nowMs())
    }
    const body = `${JSON.stringify(envelope).slice(0, -1)},"operations":[${operations}]}`
    try {
      const result = await options.push(body)
      if (stopped) return
      if (result.ok) read(batch, result.value)
      else fail(batch, result.error)
    } catch (error) {
      // the answer is not on disk, so it counts as not heard: the same bytes bring the same Receipts
      log('error', 'what became of a push could not be kept; it is sent again', { error: String(error) })
      wakeIn(backoffMs(5, random))
      return
    } finally {
      inFlight = false
    }
    wake()
  }

  function read(batch: readonly OutboxRow[], response: PushResponse): void {
    const outcomes = new Map(response.outcomes.map((outcome) => [outcome.opId as string, outcome]))
    const verdicts = new Map<string, Verdict>()
    const refusedLanes = new Set<string>()
    const missing: string[] = []
    let forked = false
    let decided = 0
    let acceptedSeq = 0
    for (const row of batch) {
      const outcome = outcomes.get(row.opId)
      if (outcome?.status === 'accepted') {
        decided++
        acceptedSeq = Math.max(acceptedSeq, outcome.seq)
        verdicts.set(row.opId, { kind: 'accepted', seq: outcome.seq })
      } else if (outcome?.status === 'rejected') {
        if (outcome.code === 'device_forked' && !forkedOnce.has(row.opId)) {
          forkedOnce.add(row.opId)
          forked = true
          continue
        }
        decided++
        if (!row.quiet) refusedLanes.add(row.lane)
        verdicts.set(row.opId, { kind: 'rejected', code: outcome.code, detail: outcome.detail })
      } else if (outcome?.status === 'attachment_missing') {
        // it and what follows in its Lane keep their bytes: a late copy of this push may still find the files
        missing.push(...outcome.blobs)
      } else if (refusedLanes.has(row.lane)) {
        verdicts.set(row.opId, { kind: 'held' })
      }
    }
    maxRows = PUSH_MAX_OPERATIONS
    if (decided === 0 && missing.length === 0 && !forked) {
      tryAgain(batch, null, 'the server left every Operation alone')
      return
    }
    outbox.settle(verdicts)
    if (missing.length > 0) {
      log('info', 'the server lacks files of what was sent', { files: missing.length })
      options.filesMissing(missing)
    }
    if (forked) {
      log('warn', 'this profile was copied or restored; it becomes a new device')
      outbox.fork()
    }
    options.answered(acceptedSeq)
  }

  function fail(batch: readonly OutboxRow[], error: LinkError): void {
    switch (error.kind) {
      case 'unauthenticated':
        options.unauthenticated()
        break
      case 'network':
        tryAgain(batch, null, error.message)
        break
      case 'transient':
        tryAgain(batch, error.retryAfterMs, error.message)
        break
      case 'resync-required':
        tryAgain(batch, null, 'the server asked for a resync')
        break
      case 'refused':
        if (error.code === 'forbidden') comeAsNewDevice(batch, error.message)
        else isolate(batch, error.message)
        break
    }
  }

  function tryAgain(batch: readonly OutboxRow[], retryAfterMs: number | null, why: string): void {
    const failures = 1 + Math.max(...batch.map((row) => row.attempts))
    const delayMs = Math.max(retryAfterMs ?? 0, backoffMs(failures, random))
    const nextAtMs = clock.nowMs() + delayMs
    log('info', 'a push did not get through', { operations: batch.length, failures, delayMs, why })
    outbox.settle(new Map(batch.map((row) => [row.opId, { kind: 'again', nextAtMs }])))
  }

  /** This profile was copied from another person's: its device is theirs, its work is not. */
  function comeAsNewDevice(batch: readonly OutboxRow[], message: string): void {
    tryAgain(batch, null, message)
    outbox.fork()
  }

  /** One Operation that the server cannot even read must not stop the others. */
  function isolate(batch: readonly OutboxRow[], message: string): void {
    log('warn', 'the server refused a push', { operations: batch.length, message })
    if (batch.length > 1) {
      maxRows = Math.ceil(batch.length / 2)
      return
    }
    maxRows = PUSH_MAX_OPERATIONS
    const verdict: Verdict = { kind: 'rejected', code: 'invalid_args', detail: { message } }
    outbox.settle(new Map(batch.map((row) => [row.opId, verdict])))
  }

  return {
    wake,
    stop() {
      stopped = true
      cancelTimer()
    }
  }
}
