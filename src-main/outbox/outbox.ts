import type { RejectionCode } from '#shared/base/error-codes.ts'
import { DeviceId, type MintId, OpId } from '#shared/base/ids.ts'
import { opCancel } from '#shared/sync/cancel.ts'
import { type Base, Operation } from '#shared/sync/operation.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'
import type { SqliteFile, WritableDb } from '../sqlite/sqlite-file.ts'
import { becomeNewDevice, claimDevice, readDevice, takeDeviceSeq, takePlace, writeEpoch } from './device.ts'
import type { OutboxRow } from './outbox-row.ts'
import { blobsOf, deleteRow, insertRow, loadRows, type OutboxRules, updateRow } from './row-store.ts'
import { RowsByLane } from './rows-by-lane.ts'
import { pruneJournal, reviveJournal, writeJournal } from './sent-journal.ts'
import { withdrawalOf, withdrawnRow } from './withdrawal.ts'

/** How long a queued Operation may lie before it is shown to its author again instead of being sent. */
const OLD_MS = 30 * 24 * 3_600_000

/** So many discarded Operations can be brought back. */
const UNDO_MAX = 50

export interface OutboxOptions {
  file: SqliteFile
  /** tenant and user, as one string */
  owner: string
  rules: OutboxRules
  mintId: MintId
  nowMs(): number
  /** told after each commit, with the rows as they are now or were before they went */
  changed(rows: readonly OutboxRow[]): void
}

/** What a row becomes when the server has spoken, or when it could not be asked. */
export type Verdict =
  | { kind: 'accepted'; seq: number }
  | { kind: 'rejected'; code: RejectionCode; detail: RejectionDetail }
  /** left alone because an earlier one of its Lane was refused: its bytes may change again */
  | { kind: 'held' }
  /** not decided: the same bytes are tried again */
  | { kind: 'again'; nextAtMs: number | null }

/** What is asked for; the Outbox gives it an opId and a place. */
export type NewOperation = Pick<OutboxRow, 'type' | 'v' | 'lane' | 'args' | 'base' | 'quiet'>

export type DiscardOutcome = 'discarded' | 'withdrawing' | 'tooLate' | 'notFound'

/**
 * The durable list of unsettled Operations. Every method commits to the file first and changes memory after; it throws
 * SQLite's error when the disk refuses, and then nothing has changed.
 */
export class Outbox {
  readonly rows = new RowsByLane()
  readonly #options: OutboxOptions
  /** what was discarded last, for an undo */
  readonly #discarded = new Map<string, OutboxRow>()
  #epoch: string | null = null

  constructor(options: OutboxOptions) {
    this.#options = options
    const { file, owner, mintId } = options
    file.transact((tx) => {
      claimDevice(tx, owner, mintId)
      pruneJournal(tx, options.nowMs())
    })
    this.#load()
  }

  #load(): void {
    this.#epoch = readDevice(this.#options.file.read).epoch
    for (const row of loadRows(this.#options.file.read, this.#options.rules)) this.rows.put(row)
  }

  /** Memory follows the file, then whoever shows it is told. */
  #committed(put: readonly OutboxRow[], removed: readonly OutboxRow[]): void {
    for (const row of removed) this.rows.remove(row.opId)
    for (const row of put) this.rows.put(row)
    this.#options.changed([...removed, ...put])
  }

  get deviceId(): DeviceId {
    return DeviceId.parse(readDevice(this.#options.file.read).id)
  }

  /**
   * Queues a new Operation at the end.
   * @param alongside further writes of the same transaction
   */
  add(asked: NewOperation, alongside?: (tx: WritableDb, row: OutboxRow) => void): OutboxRow {
    const unsent = asked.quiet ? this.rows.lane(asked.lane).filter((row) => row.state === 'queued') : []
    const row = this.#options.file.transact((tx) => {
      for (const old of unsent) deleteRow(tx, old.opId)
      const fresh = this.#fresh(asked, takePlace(tx))
      insertRow(tx, fresh)
      alongside?.(tx, fresh)
      return fresh
    })
    this.#committed([row], unsent)
    return row
  }

  #fresh(asked: NewOperation, place: number): OutboxRow {
    return {
      ...asked,
      opId: OpId.parse(this.#options.mintId()),
      place,
      state: 'queued',
      frozen: null,
      attempts: 0,
      nextAtMs: null,
      acceptedSeq: null,
      rejection: null,
      createdAtMs: this.#options.nowMs()
    }
  }

  /**
   * Puts a new Operation in the place of one that was refused or never left; the rest of the Lane follows it as before.
   * @param alongside further writes of the same transaction
   */
  replace(
    old: OutboxRow,
    args: unknown,
    base: Base,
    alongside?: (tx: WritableDb, row: OutboxRow) => void
  ): OutboxRow {
    const { type, v, lane, quiet, place } = old
    const row = this.#fresh({ type, v, lane, quiet, args, base }, place)
    this.#options.file.transact((tx) => {
      deleteRow(tx, old.opId)
      insertRow(tx, row)
      alongside?.(tx, row)
    })
    this.#committed([row], [old])
    return row
  }

  /**
   * Withdraws what never left this computer or was refused.
   * @param insist asks the server to withdraw what may have reached it; its answer decides
   * @param follows what is asked for in its stead, in the same commit
   */
  discard(opId: string, insist = false, follows: NewOperation | null = null): DiscardOutcome {
    const row = this.rows.get(opId)
    if (!row) return 'notFound'
    if (row.state !== 'rejected' && row.frozen !== null) {
      return insist && row.state !== 'accepted' ? this.#withdraw(row) : 'tooLate'
    }
    if (follows) this.add(follows, (tx) => deleteRow(tx, opId))
    else this.#options.file.transact((tx) => deleteRow(tx, opId))
    this.#remember(row)
    this.#committed([], [row])
    return 'discarded'
  }

  #remember(row: OutboxRow): void {
    this.#discarded.set(row.opId, row)
    const [oldest] = this.#discarded.keys()
    if (this.#discarded.size > UNDO_MAX && oldest !== undefined) this.#discarded.delete(oldest)
  }

  /**
   * Brings back what was discarded, as it was: refused, or still to be sent. It goes to the end, because what was behind it
   * may have left meanwhile. False when it is not known any more.
   * @param alongside further writes of the same transaction
   */
  restore(opId: string, alongside?: (tx: WritableDb, row: OutboxRow) => void): boolean {
    const discarded = this.#discarded.get(opId)
    if (!discarded) return false
    const row = this.#options.file.transact((tx) => {
      const back: OutboxRow = { ...discarded, place: takePlace(tx) }
      insertRow(tx, back)
      alongside?.(tx, back)
      return back
    })
    this.#discarded.delete(opId)
    this.#committed([row], [])
    return true
  }

  #withdraw(row: OutboxRow): DiscardOutcome {
    const { type, v, lane } = opCancel
    const { opId } = row
    if (!withdrawalOf(this.rows, row)) {
      this.add({ type, v, lane: lane({ opId }), args: { opId }, base: {}, quiet: true })
    }
    return 'withdrawing'
  }

  /**
   * Gives each row its bytes, on disk, before any of them leaves; rows that have theirs keep them. Answers the rows
   * that fit into `maxBytes`, the first one always.
   */
  freeze(chosen: readonly OutboxRow[], maxBytes: number): OutboxRow[] {
    const frozen: OutboxRow[] = []
    this.#options.file.transact((tx) => {
      const deviceId = DeviceId.parse(readDevice(tx).id)
      let bytes = 0
      for (const row of chosen) {
        const text = row.frozen ?? this.#bytesOf(row, deviceId, readDevice(tx).nextSeq)
        bytes += Buffer.byteLength(text) + 1
        if (bytes > maxBytes && frozen.length > 0) return
        const next: OutboxRow = { ...row, frozen: text, state: 'sending', nextAtMs: null }
        if (row.frozen === null) takeDeviceSeq(tx)
        if (row.frozen === null || row.nextAtMs !== null) updateRow(tx, next)
        frozen.push(next)
      }
    })
    this.#committed(frozen, [])
    return frozen
  }

  #bytesOf(row: OutboxRow, deviceId: DeviceId, deviceSeq: number): string {
    const operation: Operation = {
      opId: row.opId,
      deviceId,
      deviceSeq,
      lane: row.lane,
      type: row.type,
      v: row.v,
      args: row.args,
      base: row.base,
      blobs: blobsOf(this.#options.rules, row),
      clientTimeMs: row.createdAtMs
    }
    return JSON.stringify(Operation.parse(operation))
  }

  /** Writes what became of rows that were pushed. Rows that are gone meanwhile are left alone. */
  settle(verdicts: ReadonlyMap<string, Verdict>): void {
    const changed: OutboxRow[] = []
    const dropped: OutboxRow[] = []
    for (const [opId, verdict] of verdicts) {
      const row = this.rows.get(opId)
      if (!row || row.state === 'accepted') continue
      if (verdict.kind === 'rejected' && row.quiet) dropped.push(row)
      else changed.push(settled(row, verdict))
      if (verdict.kind === 'accepted' || verdict.kind === 'rejected') {
        // decided: what was to withdraw it has nothing left to do
        const needless = withdrawalOf(this.rows, row)
        if (needless) dropped.push(needless)
      }
      const withdrawn = verdict.kind === 'accepted' ? withdrawnRow(this.rows, row) : undefined
      if (withdrawn) dropped.push(withdrawn)
    }
    this.#write(changed, dropped)
  }

  #write(changed: readonly OutboxRow[], dropped: readonly OutboxRow[]): void {
    if (changed.length + dropped.length === 0) return
    this.#options.file.transact((tx) => {
      for (const row of changed) updateRow(tx, row)
      for (const row of dropped) deleteRow(tx, row.opId)
    })
    this.#committed(changed, dropped)
  }

  /** Lets everything that waits for its next try go at once: the way to the server is open again. */
  wake(): void {
    const waiting = this.rows.all().filter((row) => row.nextAtMs !== null)
    this.#write(
      waiting.map((row) => ({ ...row, nextAtMs: null })),
      []
    )
  }

  /** Asks the author about what lay here for too long: it may not be meant any more. */
  askAboutOld(): void {
    const before = this.#options.nowMs() - OLD_MS
    const isOpen = ({ state }: OutboxRow) => state === 'queued' || state === 'sending'
    const old = this.rows.all().filter((row) => isOpen(row) && row.createdAtMs < before)
    this.settle(new Map(old.map((row) => [row.opId, tooOld(row)])))
  }

  /**
   * Takes a new device identity; what may have left is sent again under it, with the same opIds and, beside the device, the
   * same content: the server may know it already.
   */
  fork(): void {
    const open = this.rows.all().filter((row) => row.state === 'sending')
    const stamped = this.#options.file.transact((tx) => {
      becomeNewDevice(tx, this.#options.mintId)
      const deviceId = DeviceId.parse(readDevice(tx).id)
      return open.map((row) => {
        const next = restamped(row, deviceId, takeDeviceSeq(tx))
        updateRow(tx, next)
        return next
      })
    })
    this.#committed(stamped, [])
  }

  /** Whether rows wait for the cache to hold their effect. */
  get hasAccepted(): boolean {
    return this.rows.all().some((row) => row.acceptedSeq !== null)
  }

  /** Lets go of accepted rows whose effect the cache holds by now. */
  sweep(cursor: number): void {
    const done = this.rows.all().filter((row) => row.acceptedSeq !== null && row.acceptedSeq <= cursor)
    if (done.length === 0) return
    this.#options.file.transact((tx) => {
      for (const row of done) {
        writeJournal(tx, row, this.#options.nowMs())
        deleteRow(tx, row.opId)
      }
    })
    this.#committed([], done)
  }

  /** The history of the server that the accepted Operations belong to; null while none is known. */
  get epoch(): string | null {
    return this.#epoch
  }

  /** The first history of the server that this Outbox hears of. */
  meet(epoch: string): void {
    if (this.#epoch !== null) return
    this.#options.file.transact((tx) => writeEpoch(tx, epoch))
    this.#epoch = epoch
  }

  /**
   * The cache becomes a copy of this history. When it is another one, the server was restored and may have forgotten what it
   * has accepted: everything of the last seven days is offered again.
   */
  adopt(epoch: string): void {
    if (this.#epoch === epoch) return
    const accepted = this.rows.all().filter((row) => row.state === 'accepted')
    this.#options.file.transact((tx) => {
      for (const row of accepted) updateRow(tx, { ...row, state: 'sending', acceptedSeq: null })
      reviveJournal(tx)
      writeEpoch(tx, epoch)
    })
    this.#load()
    this.#options.changed(this.rows.all())
  }
}

/** The server keeps Receipts for 45 days: what was sent and not answered must not be sent again for ever. */
function tooOld(row: OutboxRow): Verdict {
  const sent =
    row.frozen === null ? 'and never sent' : 'and may have been sent: look for it before you send it again'
  const message = `It was written more than 30 days ago ${sent}`
  return { kind: 'rejected', code: 'needs_review', detail: { message } }
}

function unfrozen(row: OutboxRow): OutboxRow {
  return { ...row, state: 'queued', frozen: null }
}

function restamped(row: OutboxRow, deviceId: DeviceId, deviceSeq: number): OutboxRow {
  const operation = Operation.parse(JSON.parse(row.frozen ?? 'null'))
  return { ...row, frozen: JSON.stringify({ ...operation, deviceId, deviceSeq }) }
}

function settled(row: OutboxRow, verdict: Verdict): OutboxRow {
  switch (verdict.kind) {
    case 'accepted':
      return { ...row, state: 'accepted', acceptedSeq: verdict.seq, nextAtMs: null }
    case 'rejected':
      return {
        ...row,
        state: 'rejected',
        rejection: { code: verdict.code, detail: verdict.detail },
        nextAtMs: null
      }
    case 'held':
      return unfrozen(row)
    case 'again':
      return { ...row, attempts: row.attempts + 1, nextAtMs: verdict.nextAtMs }
  }
}
