import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#shared/base/clock.ts'
import type { Result } from '#shared/base/result.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import { type Attachment, FileLimits, USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import type { FileRef } from '#shared/features/attachment/views.ts'
import type { Drafts } from '../features/conversation/drafts.ts'
import { deleteBlob, readBlobs, writeBlobs } from '../files/blob-rows.ts'
import type { FileLink } from '../files/file-link.ts'
import { type FileSource, openFileStore } from '../files/file-store.ts'
import { openReceivedStore } from '../files/received-store.ts'
import { createUploader } from '../files/uploader.ts'
import type { Outbox, Verdict } from '../outbox/outbox.ts'
import type { OutboxRow } from '../outbox/outbox-row.ts'
import { journalBlobs } from '../outbox/sent-journal.ts'
import { readJsonFile, writeJsonFile } from '../platform/json-file.ts'
import type { ReadableDb, SqliteFile, WritableDb } from '../sqlite/sqlite-file.ts'
import type { Log } from '../sync/log.ts'
import { filesOf } from './attached.ts'
import { carrierOf, createCarriedFiles } from './carried-files.ts'
import { createReceivedFiles, type LocalFile } from './received-files.ts'
import { OUTBOX_RULES } from './rooms.ts'

const FOLDER = 'files'
const RECEIVED_FOLDER = 'received'
const LIMITS_FILE = 'file-limits.json'

/** How long a copy may wait for a draft or a message that names it, in milliseconds. */
const UNNAMED_LIFE_MS = 24 * 3_600_000
const COLLECT_EVERY_MS = 3_600_000
const REQUEST_MS = 30_000

export interface AccountFilesOptions {
  folder: string
  outboxFile: SqliteFile
  outbox: Outbox
  cache: ReadableDb
  drafts: Pick<Drafts, 'blobs' | 'get'>
  link: FileLink
  isOpen(): boolean
  unauthenticated(): void
  /** files have come so far that rows may go */
  ready(): void
  tell(topics: Iterable<Topic>): void
  clock: Clock
  random(): number
  log: Log
}

export interface AccountFiles {
  /** Judges a file and copies it into this account; the error is a sentence for the person. */
  add(source: FileSource): Promise<Result<Attachment, string>>
  /** What may be attached, as the server said last. */
  limits(): FileLimits
  /** Keeps copies of files that came with canned responses, as far as they are here: whatever becomes of those, what was written with them goes out. */
  adopt(attachments: readonly Attachment[]): void
  /** The names of files that a message asks for and that are neither here nor with the server. */
  lacking(attachments: readonly Attachment[]): string[]
  /** Notes the files of a row, in the transaction that queues it; call `noted` after the commit. */
  note(tx: WritableDb, row: OutboxRow): void
  noted(): void
  /** Whether the files of a row are with the server. */
  isReady(row: OutboxRow): boolean
  missing(blobs: readonly string[]): void
  /** Which share of a row's files is with the server, 0-1; null when it has none. */
  shareOf(row: OutboxRow): number | null
  /** A file of a conversation that is here whole, or has come when this answers; the error is a sentence for the person. */
  fetch(ref: FileRef): Promise<Result<LocalFile, string>>
  /** These Views have changed: what was fetched for a conversation that is gone goes too. */
  applied(topics: ReadonlySet<Topic>): void
  /** The cache is another copy now. */
  replaced(): void
  wake(): void
  /** The server is reached again. */
  connected(): void
  stop(): void
}

/** Removes the files of a closed account. */
export function removeAccountFiles(folder: string): void {
  rmSync(join(folder, FOLDER), { recursive: true, force: true })
  rmSync(join(folder, RECEIVED_FOLDER), { recursive: true, force: true })
  rmSync(join(folder, LIMITS_FILE), { force: true })
}

/** The files of one account: copied here, brought to the server, and let go when nothing names them any more. */
export function createAccountFiles(options: AccountFilesOptions): AccountFiles {
  const { folder, outboxFile, outbox, link, clock, log } = options
  const store = openFileStore(join(folder, FOLDER))
  const limitsFile = join(folder, LIMITS_FILE)
  let limits = readJsonFile(limitsFile, FileLimits) ?? USUAL_FILE_LIMITS
  let stopped = false
  /** what was given since the start: it is shown before anything names it */
  const given = new Map<string, Attachment>()

  const uploader = createUploader({
    file: outboxFile,
    store,
    link,
    wanted: () => waiting().flatMap((row) => filesOf(row).map(({ sha256 }) => sha256)),
    isOpen: options.isOpen,
    changed(sha256) {
      options.tell([
        'outbox',
        ...rowsWith(sha256).flatMap((row) => OUTBOX_RULES.get(row.type)?.topics(row) ?? [])
      ])
      if (uploader.isUp(sha256)) options.ready()
    },
    refused(sha256, message) {
      const verdict: Verdict = { kind: 'rejected', code: 'attachment_refused', detail: { message } }
      const rows = waiting().filter((row) => filesOf(row).some((file) => file.sha256 === sha256))
      outbox.settle(new Map(rows.map((row) => [row.opId, verdict])))
    },
    unauthenticated: options.unauthenticated,
    clock,
    random: options.random,
    log
  })

  const received = createReceivedFiles({
    store: openReceivedStore(join(folder, RECEIVED_FOLDER)),
    own: store,
    given: (sha256) => given.get(sha256) ?? null,
    link,
    cache: options.cache,
    drafts: options.drafts,
    rows: outbox.rows,
    isOpen: options.isOpen,
    unauthenticated: options.unauthenticated,
    nowMs: () => clock.nowMs(),
    log
  })

  const carried = createCarriedFiles({
    cache: options.cache,
    fetch: received.fetch,
    isOpen: options.isOpen,
    log
  })

  /** Rows that are not decided: those that have left may be told that the server lacks a file. */
  function waiting(): OutboxRow[] {
    return outbox.rows.all().filter((row) => row.state === 'queued' || row.state === 'sending')
  }

  function rowsWith(sha256: string): OutboxRow[] {
    return outbox.rows.all().filter((row) => filesOf(row).some((file) => file.sha256 === sha256))
  }

  async function askLimits(): Promise<void> {
    const abort = new AbortController()
    const cancel = clock.after(REQUEST_MS, () => abort.abort())
    const answer = await link.limits(abort.signal).finally(cancel)
    if (!answer.ok || stopped) return
    limits = answer.value
    writeJsonFile(limitsFile, limits)
  }

  /** Lets go of what no unsettled Operation, no draft and nothing that may have to be sent again names. */
  async function collect(): Promise<void> {
    const old = await store.addedBefore(clock.nowMs() - UNNAMED_LIFE_MS)
    if (stopped) return
    const named = new Set([...options.drafts.blobs(), ...journalBlobs(outboxFile.read)])
    for (const row of outbox.rows.all()) for (const { sha256 } of filesOf(row)) named.add(sha256)
    const rows = readBlobs(outboxFile.read).filter(({ sha256 }) => !named.has(sha256))
    outboxFile.transact((tx) => {
      for (const { sha256 } of rows) deleteBlob(tx, sha256)
    })
    uploader.reload()
    for (const sha256 of old) if (!named.has(sha256)) await store.remove(sha256)
    await received.collect()
  }

  let cancelCollect = () => {}
  function collectSoon(delayMs: number): void {
    cancelCollect = clock.after(delayMs, () => {
      collect()
        .catch((error: unknown) => log('warn', 'files could not be let go', { error: String(error) }))
        .finally(() => stopped || collectSoon(COLLECT_EVERY_MS))
    })
  }
  collectSoon(COLLECT_EVERY_MS)

  return {
    async add(source) {
      const added = await store.add(source, limits)
      if (added.ok) given.set(added.value.sha256, added.value)
      return added
    },
    limits: () => limits,
    adopt(attachments) {
      for (const { sha256, sizeBytes, name } of attachments) {
        const path = store.has(sha256, sizeBytes) ? null : received.carriedPath(sha256, sizeBytes)
        if (path === null) continue
        store.add({ path, name }, limits).catch((error: unknown) => {
          log('warn', 'a file of a canned response could not be copied', { error: String(error) })
        })
      }
    },
    lacking(attachments) {
      const here = ({ sha256, sizeBytes }: Attachment) =>
        store.has(sha256, sizeBytes) || uploader.isUp(sha256) || carrierOf(options.cache, sha256) !== null
      return attachments.filter((file) => !here(file)).map(({ name }) => name)
    },
    note: (tx, row) => writeBlobs(tx, filesOf(row)),
    noted() {
      uploader.reload()
      uploader.wake()
    },
    isReady: (row) => filesOf(row).every(({ sha256 }) => uploader.isUp(sha256)),
    missing: uploader.missing,
    shareOf(row) {
      const files = filesOf(row)
      const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      const up = files.reduce((sum, { sha256, sizeBytes }) => sum + sizeBytes * uploader.shareOf(sha256), 0)
      return files.length === 0 ? null : up / bytes
    },
    fetch: received.fetch,
    applied(topics) {
      received.applied(topics)
      carried.applied(topics)
    },
    replaced() {
      received.replaced()
      carried.fetchAhead()
    },
    wake: uploader.wake,
    connected() {
      uploader.hurry()
      carried.fetchAhead()
      askLimits().catch((error: unknown) => {
        if (!stopped) log('warn', 'the limits of files could not be kept', { error: String(error) })
      })
    },
    stop() {
      stopped = true
      cancelCollect()
      uploader.stop()
      carried.stop()
      received.stop()
    }
  }
}

/** Where nothing is uploaded: files wait. */
export const NO_FILE_LINK: FileLink = {
  limits: async () => ({ ok: false, error: { kind: 'network', message: 'no way to the files' } }),
  held: async () => ({ ok: false, error: { kind: 'network', message: 'no way to the files' } }),
  upload: async () => ({ ok: false, error: { kind: 'network', message: 'no way to the files' } }),
  download: async () => ({ ok: false, error: { kind: 'network', message: 'no way to the files' } })
}
