import { isDeepStrictEqual } from 'node:util'
import { ELSEWHERE } from '../story/lead-steps.ts'
import { PEOPLE } from '../world/tenant.ts'
import { type Effect, LEADS } from './effects.ts'
import type { Beginning, StoredChange } from './history.ts'
import { isAddress } from './mail-record.ts'
import type { StoredReceipt } from './operations-settled.ts'
import { effectOf } from './partner-effects.ts'
import type { WorldRecord } from './record.ts'
import type { Decision, PartnerRow, RequestRow } from './request-rows.ts'

interface DecideArgs {
  requestId: string
  outcome: 'approved' | 'rejected'
  reason: string | null
}

/** How long a decision stays to be undone, in milliseconds. */
const UNDO_MS = 6000
const FOR_LEADS = 'role:lead'

/**
 * Walks through the feed once more, for what leads decide: who decided what they saw, with which effect, and what everybody else was
 * told. The rules are written here a second time, from the promises and not from the code.
 */
export class DecisionWalk {
  readonly #record: WorldRecord
  readonly #requests: Map<string, RequestRow>
  readonly #partners: Map<string, PartnerRow>
  readonly #roles: Map<string, string>
  readonly #seen = new Set<string>()

  constructor(record: WorldRecord, beginning: Beginning) {
    this.#record = record
    this.#requests = new Map(beginning.requests)
    this.#partners = new Map(beginning.partners)
    this.#roles = new Map(beginning.roles)
  }

  /** Everything of one seq. @param made the accepted Operations that made it */
  step(seq: number, group: readonly StoredChange[], made: readonly Effect[]): void {
    /** what partners have to be next in this seq */
    const due: PartnerRow[] = []
    for (const change of group) {
      if (change.entity === 'user') {
        const user = JSON.parse(change.row ?? 'null')
        this.#roles.set(change.entity_id, user.active ? user.role : 'shut out')
      }
      if (!OF_LEADS.has(change.entity)) continue
      if (change.kind !== 'row' || change.audience.startsWith('user:')) continue
      if (change.audience !== FOR_LEADS)
        this.#say('DE9', `${change.entity} ${change.entity_id} at seq ${seq} is told to ${change.audience}`)
      const row = JSON.parse(change.row ?? 'null')
      if (change.entity === 'request') this.#request(row, made, due)
      if (change.entity === 'partner') this.#partner(row, due)
      if (change.entity === 'request-step') this.#trailStep(row, made)
    }
    for (const { id } of due) this.#say('DE3', `what was approved has no effect on ${id} at seq ${seq}`)
    for (const effect of made) this.#hasCome(seq, group, effect)
  }

  #say(promise: string, what: string): void {
    this.#record.violate(promise, what)
  }

  #request(row: RequestRow, made: readonly Effect[], due: PartnerRow[]): void {
    const before = this.#requests.get(row.id)
    this.#requests.set(row.id, row)
    const name = `${row.id} at version ${row.version}`
    if (row.version !== (before?.version ?? 0) + 1)
      this.#say('DE3', `${name} follows version ${before?.version}`)
    if (!before) {
      if (row.decision) this.#say('DE1', `${name} comes with a decision`)
      return
    }
    if (before.withdrawnAtMs !== null) this.#say('DE2', `${name} was taken back before`)
    if (!before.decision && !row.decision) return
    if (!isDeepStrictEqual(undecided(row), undecided(before)))
      this.#say('DE3', `${name} is another request than the one that was decided`)
    if (before.decision) this.#afterDecision(name, before.decision, row.decision)
    else if (row.decision) this.#decided(row, row.decision, before, made, due)
  }

  /** Of what was decided only the mail goes on, once. */
  #afterDecision(name: string, before: Decision, now: Decision | null): void {
    if (!now || !isDeepStrictEqual({ ...before, mail: null }, { ...now, mail: null })) {
      this.#say('DE1', `${name} was ${JSON.stringify(before)} and is ${JSON.stringify(now)}`)
      return
    }
    const isSettled = now.mail?.state === 'sent' || now.mail?.state === 'failed'
    if (before.mail?.state !== 'waiting' || !isSettled || now.mail?.to !== before.mail.to)
      this.#say('DE6', `the mail of ${name} was ${before.mail?.state} and is ${now.mail?.state}`)
  }

  #decided(
    row: RequestRow,
    decision: Decision,
    before: RequestRow,
    made: readonly Effect[],
    due: PartnerRow[]
  ): void {
    const { outcome, byId, byName, atMs, reason, mail } = decision
    const name = `${row.id}, ${outcome} by ${byId}`
    const by = made.filter((effect) => decides(effect)?.requestId === row.id)
    const [effect] = by
    const asked = effect && decides(effect)
    if (!effect || !asked || by.length > 1) {
      this.#say('DE3', `${name}: ${by.length} Operations were accepted for it`)
      return
    }
    const role = this.#roles.get(effect.userId) ?? ''
    if (!LEADS.includes(role)) this.#say('DE9', `${name}, who is ${role}`)
    if (
      byId !== effect.userId ||
      byName !== nameOf(byId) ||
      outcome !== asked.outcome ||
      reason !== asked.reason
    )
      this.#say('DE3', `${name} because of "${reason}", asked for was ${JSON.stringify(asked)}`)
    if (atMs !== effect.receipt.atMs)
      this.#say('DE3', `${name} at ${atMs}, its Receipt is of ${effect.receipt.atMs}`)
    const seen = this.#record.seenVersions.get(effect.opId) ?? effect.operation.base.version
    if (effect.operation.base.version !== before.version || seen !== before.version)
      this.#say('DE2', `${name} in version ${before.version}, on screen was ${seen}`)
    const partner = this.#partners.get(row.partnerId)
    if (!partner) return
    const state = isAddress(partner.email) ? 'waiting' : 'failed'
    const wanted = outcome === 'rejected' ? { to: partner.email, state, atMs } : null
    if (!isDeepStrictEqual(mail, wanted)) this.#say('DE4', `${name} says of its mail ${JSON.stringify(mail)}`)
    if (outcome === 'approved') due.push(effectOf(before, partner))
  }

  #partner(row: PartnerRow, due: PartnerRow[]): void {
    const at = due.findIndex(({ id }) => id === row.id)
    const [wanted] = at < 0 ? [] : due.splice(at, 1)
    if (!isDeepStrictEqual(row, wanted))
      this.#say('DE3', `the partner is ${JSON.stringify(row)}, and was to be ${JSON.stringify(wanted)}`)
    this.#partners.set(row.id, row)
  }

  #trailStep(row: TrailRow, made: readonly Effect[]): void {
    const effect = made.find(({ opId }) => opId === row.id)
    const { requestId, what, byId, byName, atMs } = row
    const name = `${what} of ${requestId} by ${byId}`
    if (
      !effect ||
      effect.userId !== byId ||
      byName !== nameOf(byId) ||
      WHAT[what] !== effect.operation.type
    ) {
      this.#say('DE10', `${name} was asked for by ${effect?.operation.type} of ${effect?.userId}`)
      return
    }
    const role = this.#roles.get(byId) ?? ''
    if (!LEADS.includes(role)) this.#say('DE9', `${name}, who is ${role}`)
    const { outcome } = effect.operation.args as { outcome?: string }
    if (what !== 'seen' && what !== (outcome === 'approved' ? 'approval-undone' : 'rejection-undone'))
      this.#say('DE10', `${name}, which was ${outcome}`)
    const askedMs = this.#requests.get(requestId)?.requestedAtMs ?? 0
    if (atMs < askedMs || atMs > effect.receipt.atMs) this.#say('DE10', `${name} was at ${atMs}`)
    if (what !== 'seen') return
    if (this.#seen.has(`${requestId} ${byId}`)) this.#say('DE10', `${name} for the second time`)
    this.#seen.add(`${requestId} ${byId}`)
  }

  /** What was accepted is there, at its seq. */
  #hasCome(seq: number, group: readonly StoredChange[], { opId, operation, userId }: Effect): void {
    const has = (entity: string, id: string) =>
      group.some((change) => change.entity === entity && change.entity_id === id && change.kind === 'row')
    const { requestId } = operation.args as { requestId: string }
    const name = `${operation.type} of ${requestId} by ${userId} was accepted at seq ${seq}`
    if (operation.type === 'request.decide' && !has('request', requestId))
      this.#say('DE3', `${name}, where its decision is not`)
    if (operation.type === 'request.note-undone' && !has('request-step', opId))
      this.#say('DE10', `${name}, where its step is not`)
    if (operation.type === 'request.see' && !this.#seen.has(`${requestId} ${userId}`))
      this.#say('DE10', `${name}, and the trail does not have it`)
  }

  /** What those were told whose decision does not count; and that decisions could be undone before they left. */
  end(receipts: ReadonlyMap<string, StoredReceipt>): void {
    for (const [opId, { operation, agesMs, userId }] of this.#record.arrived) {
      if (operation.type !== 'request.decide') continue
      const { requestId, outcome } = operation.args as DecideArgs
      const name = `${outcome} ${requestId} by ${userId}`
      const [leftMs = UNDO_MS] = agesMs
      if (leftMs >= 0 && leftMs < UNDO_MS && !opId.startsWith(ELSEWHERE))
        this.#say('DE8', `${name} left after ${leftMs} ms`)
      const receipt = receipts.get(opId)
      const request = this.#requests.get(requestId)
      if (receipt?.status === 'rejected' && request)
        this.#refused(name, operation.base.version, receipt, request)
    }
  }

  #refused(
    name: string,
    base: number | undefined,
    { code, detail, atMs }: StoredReceipt,
    now: RequestRow
  ): void {
    const { decision, withdrawnAtMs, version } = now
    if (code === 'already_decided') {
      const { byId: by, byName, atMs: decidedMs, outcome, reason, mail } = decision ?? NOBODY
      const wanted = { by, byName, atMs: decidedMs, decision: { outcome, reason, mailTo: mail?.to ?? null } }
      if (!isDeepStrictEqual(detail, wanted) || decidedMs > atMs)
        this.#say(
          'DE1',
          `${name} was told ${JSON.stringify(detail)}, and there is ${JSON.stringify(decision)}`
        )
    } else if (decision && decision.atMs < atMs && OF_REQUESTS.has(code ?? ''))
      this.#say(
        'DE1',
        `${name} was told ${code}, although it was decided before: ${JSON.stringify(decision)}`
      )
    if (code === 'request_amended' && withdrawnAtMs !== null && withdrawnAtMs < atMs)
      this.#say('DE2', `${name} was told that it is another one, although it was withdrawn`)
    if (code === 'request_withdrawn' && (withdrawnAtMs === null || detail?.atMs !== withdrawnAtMs))
      this.#say(
        'DE2',
        `${name} was told that it was withdrawn at ${detail?.atMs}, it was at ${withdrawnAtMs}`
      )
    // a restored server gives versions anew
    if (code === 'request_amended' && this.#record.epoch === 0 && version <= (base ?? 0))
      this.#say('DE2', `${name} was told that it is another one, and it is version ${version}`)
  }
}

/** What is said of the request, and not of whoever asked. */
const OF_REQUESTS: ReadonlySet<string> = new Set(['request_amended', 'request_withdrawn', 'not_found'])
const OF_LEADS: ReadonlySet<string> = new Set(['request', 'request-step', 'partner'])

interface TrailRow {
  id: string
  requestId: string
  what: 'seen' | 'approval-undone' | 'rejection-undone'
  byId: string
  byName: string
  atMs: number
}

/** What asks for each step. */
const WHAT = {
  seen: 'request.see',
  'approval-undone': 'request.note-undone',
  'rejection-undone': 'request.note-undone'
} as const

const NOBODY = { byId: '', byName: '', atMs: 0, outcome: '', reason: '', mail: null }

function decides({ operation }: Effect): DecideArgs | null {
  return operation.type === 'request.decide' ? (operation.args as DecideArgs) : null
}

const undecided = (row: RequestRow) => ({ ...row, decision: null, version: 0 })

const nameOf = (userId: string) => PEOPLE.find((person) => person.userId === userId)?.name
