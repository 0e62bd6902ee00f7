import { createHash } from 'node:crypto'
import type { Operation } from '#shared/sync/operation.ts'
import type { StoredChange } from './history.ts'

/** A promise that was broken. */
export interface Violation {
  promise: string
  what: string
  atMs: number
}

/** An Operation as its author knows it. */
export interface Asked {
  opId: string
  lane: string
  type: string
  args: Record<string, unknown>
  askedAtMs: number
  /** null while its author wants it */
  withdrawnAtMs: number | null
  /** its author asked the server to withdraw it: whether it took effect is the server's to say */
  wantedBack: boolean
  /** an older version has queued it, and this one cannot read it */
  isUnreadable?: boolean
  /** the desk was a copy when it was asked for, or became one while it was open */
  copied: boolean
}

/** A call to a desk that died over it: it may have happened or not. */
export interface Unsure {
  type: string
  args: Record<string, unknown>
  /** the refused Operation that it was to replace */
  replaces: string | null
  /** the version of a canned response or a request that stood on screen */
  seen: number | null
}

/** What the people at one desk were told, in the order of each Lane. */
export class DeskRecord {
  readonly lanes = new Map<string, Asked[]>()
  readonly byId = new Map<string, Asked>()
  readonly drafts = new Map<string, string>()
  /** drafts that a kill left unsure: both texts are right */
  readonly unsureDrafts = new Map<string, string>()
  /** how many messages of the follower were on screen last, by conversation */
  readonly inbound = new Map<string, { count: number; wentBack: number }>()
  /** the highest inbound message marked as read, by conversation */
  readonly reads = new Map<string, number>()
  /** uses of canned responses that were told as queued, by opId */
  readonly uses = new Set<string>()
  /** requests that were looked at */
  readonly sees = new Set<string>()
  unsure: Unsure[] = []
  /** a withdrawal that the desk died over */
  unsureWithdrawals: string[] = []

  ask(asked: Omit<Asked, 'withdrawnAtMs' | 'wantedBack' | 'copied'>, replaces: string | null = null): void {
    const entry: Asked = { ...asked, withdrawnAtMs: null, wantedBack: false, copied: false }
    const lane = this.lanes.get(asked.lane) ?? []
    const place = replaces === null ? -1 : lane.findIndex((one) => one.opId === replaces)
    if (place < 0) lane.push(entry)
    else lane.splice(place + 1, 0, entry)
    this.lanes.set(asked.lane, lane)
    this.byId.set(asked.opId, entry)
    if (replaces !== null) this.withdraw(replaces, asked.askedAtMs)
  }

  withdraw(opId: string, atMs: number): void {
    const asked = this.byId.get(opId)
    if (asked && asked.withdrawnAtMs === null) asked.withdrawnAtMs = atMs
  }

  /** The same knowledge at a copied profile. */
  copy(): DeskRecord {
    const copy = new DeskRecord()
    for (const [lane, list] of this.lanes) {
      const same = list.map((asked) => {
        asked.copied ||= asked.withdrawnAtMs === null
        return { ...asked }
      })
      copy.lanes.set(lane, same)
      for (const asked of same) copy.byId.set(asked.opId, asked)
    }
    for (const [chat, text] of this.drafts) copy.drafts.set(chat, text)
    for (const [chat, text] of this.unsureDrafts) copy.unsureDrafts.set(chat, text)
    for (const [chat, seq] of this.reads) copy.reads.set(chat, seq)
    for (const opId of this.uses) copy.uses.add(opId)
    for (const requestId of this.sees) copy.sees.add(requestId)
    return copy
  }
}

/** What the server said of an Operation, as it said it. */
interface Told {
  json: string
  epoch: number
}

/** An Operation as it was sent first, and how old its desk knew it to be each time it left. */
export interface Arrived {
  operation: Operation
  userId: string
  agesMs: number[]
}

/** Most characters that wait to be hashed. */
const NOTED_MAX = 100_000

/** Everything that was seen from outside while a story ran. */
export class WorldRecord {
  readonly violations: Violation[] = []
  readonly desks = new Map<number, DeskRecord>()
  /** Operations as they were sent first, with who sent them */
  readonly arrived = new Map<string, Arrived>()
  /** the verdict that the server gave on each Operation, per epoch */
  readonly told = new Map<string, Told>()
  /** accepted Operations whose files were looked at when they were accepted */
  readonly filesSeen = new Set<string>()
  /** every Operation that was ever accepted */
  readonly accepted = new Set<string>()
  readonly #bytes = new Map<string, string>()
  /** the bytes of each Operation by desk and device, until the server has left it alone */
  readonly #frozen = new Map<string, string>()
  /** Operations of an older version that never left: they are brought to the present one */
  readonly neverSent = new Set<string>()
  /** Operations that the server has left alone: they may be frozen anew */
  readonly #leftAlone = new Set<string>()
  readonly #cursors = new Map<number, { epoch: string | null; cursor: number }>()
  /** Changes that the server has forgotten since */
  trimmed: StoredChange[] = []
  /** the version that its author had on screen of a canned response or a request, by opId */
  readonly seenVersions = new Map<string, number>()
  operations = 0
  epoch = 0
  readonly #nowMs: () => number
  readonly #seen = createHash('sha256')
  /** what was noted and is not in the hash yet: many pieces at once cost less than each alone */
  #noted = ''

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** Notes what passed at this moment. */
  note(text: string): void {
    this.#noted += `${this.#nowMs()} ${text}\n`
    if (this.#noted.length > NOTED_MAX) this.#hashNoted()
  }

  #hashNoted(): void {
    this.#seen.update(this.#noted)
    this.#noted = ''
  }

  /** A hash of all that was noted. */
  print(): string {
    this.#hashNoted()
    return this.#seen.copy().digest('hex')
  }

  violate(promise: string, what: string): void {
    this.violations.push({ promise, what, atMs: this.#nowMs() })
  }

  desk(index: number): DeskRecord {
    const found = this.desks.get(index) ?? new DeskRecord()
    this.desks.set(index, found)
    return found
  }

  pushLeft(desk: number, body: string, userId: string): void {
    this.note(body)
    const { operations, sentAtMs } = JSON.parse(body) as { operations: Operation[]; sentAtMs: number }
    for (const operation of operations) {
      if (this.neverSent.has(operation.opId) && operation.v !== 2)
        this.violate('OP5', `${operation.opId} goes out as version ${operation.v}`)
      const key = `${desk} ${operation.deviceId} ${operation.deviceSeq}`
      const bytes = JSON.stringify(operation)
      const before = this.#bytes.get(key)
      if (before !== undefined && before !== bytes)
        this.violate('OP2', `other bytes were sent under ${key}: ${before} then ${bytes}`)
      this.#bytes.set(key, bytes)
      const name = `${desk} ${operation.deviceId} ${operation.opId}`
      const frozen = this.#frozen.get(name)
      if (frozen !== undefined && frozen !== bytes && !this.#leftAlone.has(operation.opId))
        this.violate('OP2', `other bytes were sent of one Operation: ${frozen} then ${bytes}`)
      this.#frozen.set(name, bytes)
      const arrived = this.arrived.get(operation.opId) ?? { operation, userId, agesMs: [] }
      arrived.agesMs.push(sentAtMs - operation.clientTimeMs)
      this.arrived.set(operation.opId, arrived)
    }
    if (operations.length > 50) this.violate('PU7', `a push of ${operations.length} Operations`)
  }

  /** Where a desk stands: within one history its Cursor never goes back. */
  stands(desk: number, { epoch, cursor }: { epoch: string | null; cursor: number | null }): void {
    if (cursor === null) return
    const before = this.#cursors.get(desk)
    if (before?.epoch === epoch && cursor < before.cursor)
      this.violate('PL3', `the Cursor of desk ${desk} goes back from ${before.cursor} to ${cursor}`)
    this.#cursors.set(desk, { epoch, cursor })
  }

  pushAnswered(text: string): void {
    this.note(text)
    const { outcomes } = JSON.parse(text) as { outcomes: { opId: string; status: string; code?: string }[] }
    for (const outcome of outcomes) {
      if (outcome.status === 'not_attempted') this.#leftAlone.add(outcome.opId)
      if (outcome.status !== 'accepted' && outcome.status !== 'rejected') continue
      if (outcome.code === 'opid_reuse' || outcome.code === 'device_forked') continue
      if (outcome.status === 'accepted') this.accepted.add(outcome.opId)
      const json = JSON.stringify(outcome)
      const before = this.told.get(outcome.opId)
      if (before && before.epoch === this.epoch && before.json !== json)
        this.violate('PU2', `two Receipts of ${outcome.opId}: ${before.json} and ${json}`)
      this.told.set(outcome.opId, { json, epoch: this.epoch })
    }
  }
}
