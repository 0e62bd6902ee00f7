import type { Clock } from '#shared/base/clock.ts'
import { BACKOFF_MAX_MS, backoffMs } from '../outbox/backoff.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import type { LinkError, LinkResult } from '../sync/link.ts'
import type { Log } from '../sync/log.ts'
import { type BlobRow, readBlobs, updateBlob } from './blob-rows.ts'
import type { FileLink } from './file-link.ts'
import type { FileStore } from './file-store.ts'

export interface UploaderOptions {
  file: SqliteFile
  store: FileStore
  link: FileLink
  /** the files that unsettled Operations name, in the order of the Outbox */
  wanted(): readonly string[]
  /** whether requests may go out now; `wake` says that it may have changed */
  isOpen(): boolean
  /** a file has come further, or is up */
  changed(sha256: string): void
  /** a file can never be sent: it is gone from this computer, or the server does not take it */
  refused(sha256: string, message: string): void
  unauthenticated(): void
  clock: Clock
  random(): number
  log: Log
}

export interface Uploader {
  /** Looks for something to upload; cheap, and harmless at any time. */
  wake(): void
  /** The way to the server is open again: what waits for its next try goes at once. */
  hurry(): void
  /** Call after a transaction that wrote or deleted rows of files. */
  reload(): void
  /** Whether the server holds the file. */
  isUp(sha256: string): boolean
  /** Which share of a file is with the server, 0-1. */
  shareOf(sha256: string): number
  /** The server lacks files that it had: they are uploaded again. */
  missing(sha256s: readonly string[]): void
  stop(): void
}

/** How long a request may take before it counts as lost, in milliseconds: the server gives one 30 seconds to arrive. */
const SILENCE_MS = 60_000

/**
 * Brings files to the server, one at a time, for ever, until each is up.
 *
 *   is it held? --yes--> up
 *        | no
 *   upload from where it stopped --> is it held? ...   (a failure waits, and asks again first)
 *
 * Asking first and last is what keeps bytes from travelling twice when an answer was lost, and from counting as up when
 * the server was stopped between the last byte and its check.
 */
export function createUploader(options: UploaderOptions): Uploader {
  const { file, store, link, clock, random, log } = options
  const blobs = new Map<string, BlobRow>()
  const sent = new Map<string, number>()
  const failures = new Map<string, number>()
  /** how often the server has lost a file that it had */
  const losses = new Map<string, number>()
  let running = false
  let stopped = false
  let abort = new AbortController()
  let waitsUntilMs = 0
  let cancelTimer: () => void = () => undefined
  reload()

  function reload(): void {
    blobs.clear()
    for (const row of readBlobs(file.read)) blobs.set(row.sha256, row)
  }

  function put(row: BlobRow): void {
    file.transact((tx) => updateBlob(tx, row))
    blobs.set(row.sha256, row)
  }

  function wake(): void {
    if (stopped) return
    if (running) {
      // the person wants no network any more, or the session is over
      if (!options.isOpen()) abort.abort()
      return
    }
    if (!options.isOpen()) return
    const nextSha = options.wanted().find((sha256) => !isUp(sha256))
    if (nextSha === undefined) return
    const waitMs = waitsUntilMs - clock.nowMs()
    // a clock that was set back must not make it wait for days
    if (waitMs > 0 && waitMs <= BACKOFF_MAX_MS) {
      wakeIn(waitMs)
      return
    }
    running = true
    void bring(nextSha).finally(() => {
      running = false
      wake()
    })
  }

  function wakeIn(delayMs: number): void {
    cancelTimer()
    cancelTimer = clock.after(delayMs, wake)
  }

  async function bring(sha256: string): Promise<void> {
    abort = new AbortController()
    try {
      const result = await attempt(sha256)
      if (stopped) return
      if (result.ok) failures.delete(sha256)
      else failed(sha256, result.error)
    } catch (error) {
      log('error', 'an upload could not be noted; trying again', { error: String(error) })
      failed(sha256, { kind: 'network', message: String(error) })
    }
  }

  async function attempt(sha256: string): Promise<LinkResult<void>> {
    const row = blobs.get(sha256)
    if (!row || !store.has(sha256, row.sizeBytes)) return askForLost(sha256, row?.name)
    const before = await isHeld(sha256)
    if (!before.ok) return before
    if (before.value) return up(row)
    const { name, sizeBytes, mediaType, uploadUrl } = row
    const done = await timed((signal, alive) =>
      link.upload(
        {
          path: store.pathOf(sha256),
          sha256,
          name,
          sizeBytes,
          mediaType,
          uploadUrl,
          begun(url) {
            alive()
            if (!stopped && blobs.get(sha256)?.uploadUrl !== url) put({ ...row, uploadUrl: url })
          },
          progressed(sentBytes) {
            alive()
            sent.set(sha256, sentBytes)
            if (!stopped) options.changed(sha256)
          }
        },
        signal
      )
    )
    if (!done.ok && done.error.kind === 'refused' && done.error.code === 'not_found') {
      // the server has let go of what was begun, which is no word about the file
      if (!stopped) put({ ...row, uploadUrl: null })
      return { ok: false, error: { kind: 'network', message: done.error.message } }
    }
    if (!done.ok || stopped) return done
    const after = await isHeld(sha256)
    if (!after.ok) return after
    if (after.value) return up(row)
    // the server has taken every byte and yet has no such file: this upload leads nowhere
    if (!stopped) put({ ...row, uploadUrl: null })
    return { ok: false, error: { kind: 'network', message: 'the server did not keep the file' } }
  }

  /** The server may have what is not here any more: another device of this person, or an earlier message. */
  async function askForLost(sha256: string, name = 'A file'): Promise<LinkResult<void>> {
    const held = await isHeld(sha256)
    if (!held.ok) return held
    const row = blobs.get(sha256)
    if (held.value && row) return up(row)
    const message = `${name} is not on this computer any more. Attach it again, or send the text without it.`
    return { ok: false, error: { kind: 'refused', code: 'not_found', message } }
  }

  function isHeld(sha256: string): Promise<LinkResult<boolean>> {
    return timed((signal) => link.held(sha256, signal))
  }

  function up(row: BlobRow): LinkResult<void> {
    if (!stopped) {
      put({ ...row, isUp: true, uploadUrl: null })
      sent.delete(row.sha256)
      options.changed(row.sha256)
    }
    return { ok: true, value: undefined }
  }

  /** Ends what says nothing for too long; `alive` begins the time anew. */
  async function timed<T>(ask: (signal: AbortSignal, alive: () => void) => Promise<T>): Promise<T> {
    const { signal } = abort
    let cancel = () => {}
    const alive = () => {
      cancel()
      cancel = clock.after(SILENCE_MS, () => abort.abort())
    }
    alive()
    return await ask(signal, alive).finally(() => cancel())
  }

  function failed(sha256: string, error: LinkError): void {
    if (error.kind === 'unauthenticated') options.unauthenticated()
    else if (error.kind === 'refused') options.refused(sha256, error.message)
    else tryLater(sha256, error)
  }

  function tryLater(
    sha256: string,
    error: Exclude<LinkError, { kind: 'unauthenticated' | 'refused' }>
  ): void {
    const count = (failures.get(sha256) ?? 0) + 1
    failures.set(sha256, count)
    const asked = error.kind === 'transient' ? (error.retryAfterMs ?? 0) : 0
    const delayMs = Math.max(asked, backoffMs(count, random))
    waitsUntilMs = clock.nowMs() + delayMs
    log('info', 'an upload did not get through', { failures: count, delayMs, ...error })
    wakeIn(delayMs)
  }

  function isUp(sha256: string): boolean {
    return blobs.get(sha256)?.isUp === true
  }

  return {
    wake,
    hurry() {
      waitsUntilMs = 0
      wake()
    },
    reload,
    isUp,
    shareOf(sha256) {
      const row = blobs.get(sha256)
      if (!row || row.isUp) return row ? 1 : 0
      return Math.min(1, (sent.get(sha256) ?? 0) / row.sizeBytes)
    },
    missing(sha256s) {
      for (const sha256 of sha256s) {
        const row = blobs.get(sha256)
        if (!row?.isUp) continue
        put({ ...row, isUp: false, uploadUrl: null })
        // a server that forgets again and again is asked less and less often
        const count = (losses.get(sha256) ?? 0) + 1
        losses.set(sha256, count)
        if (count > 1) waitsUntilMs = clock.nowMs() + backoffMs(count, random)
      }
      wake()
    },
    stop() {
      stopped = true
      cancelTimer()
      abort.abort()
    }
  }
}
