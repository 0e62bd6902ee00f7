import type { MintId } from '#shared/base/ids.ts'
import type { PushRequest } from '#shared/contract/wire.ts'
import type { Lane, Operation } from '#shared/sync/operation.ts'
import { type PushOutcome, Receipt } from '#shared/sync/receipt.ts'
import { type Appending, beginAppend } from '../../feed/append.ts'
import type { Committed } from '../../feed/feed.ts'
import { type Places, preparedRow } from '../../storage/prepared.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Actor, Caller } from '../actor.ts'
import { type AuditEntry, writeAudit } from '../audit.ts'
import type { OperationHandler, Verdict } from '../operation-handler.ts'
import { type HandlerRegistry, judge } from './judge.ts'
import { operationHash } from './operation-hash.ts'
import { claimDevice, openReceiptBook, type ReceiptBook } from './receipts.ts'
import { WITHDRAWN_UNSEEN, withdraw, withdrawnBy } from './withdrawal.ts'

/** What a push answers, and what its transaction committed. */
export interface PushResult {
  /** each outcome as its exact JSON: a replayed Receipt is the stored one byte for byte */
  outcomes: string[]
  statuses: { type: string; outcome: string }[]
  head: number
  commits: Committed[]
}

export interface PushContext {
  registry: HandlerRegistry
  caller: Caller
  request: PushRequest
  nowMs: number
  mintId: MintId
}

/** What makes the rest of its Lane wait in this batch. */
const HOLDING: ReadonlySet<PushOutcome['status']> = new Set(['rejected', 'attachment_missing'])
/** What leaves nothing behind, so that the same bytes are judged anew when they come again. */
const UNSTORED: ReadonlySet<string> = new Set(['not_attempted', 'attachment_missing'])

/** The desk does not know yet that the server was restored: it has to offer again what was lost before anything newer. */
export const OTHER_EPOCH = 'other_epoch'

/** The push names a device of somebody else. */
export const FORGED_DEVICE = 'forged_device'

/**
 * Takes a batch in, within one transaction. For each Operation in order:
 * 1. a known opId answers its stored Receipt, or `opid_reuse` when it stood for something else;
 * 2. a deviceSeq that another Operation used answers `device_forked`;
 * 3. a Lane that an earlier rejection of this batch holds answers `not_attempted`, and nothing is stored;
 * 4. else it is judged, and its effects, its Changes under the next seq and its Receipt are written; where files of it
 *    are missing it answers `attachment_missing`, and nothing is stored.
 */
export async function push(
  tx: Tx,
  context: PushContext
): Promise<PushResult | typeof FORGED_DEVICE | typeof OTHER_EPOCH> {
  const { caller, request } = context
  const { deviceId, epoch, operations } = request
  if (epoch !== undefined && epoch !== (await tenantOf(tx, caller)).epoch) return OTHER_EPOCH
  const lastDeviceSeq = Math.max(...operations.map((operation) => operation.deviceSeq))
  const foreign = operations.some((operation) => operation.deviceId !== deviceId)
  const claim = { tenantId: caller.tenantId, deviceId, userId: caller.userId, lastDeviceSeq }
  const seenSeq = foreign ? null : await claimDevice(tx, claim)
  if (seenSeq === null) {
    await writeAudit(tx, [auditEntry(context, 'sync.push', `device:${deviceId}`, FORGED_DEVICE, {})])
    return FORGED_DEVICE
  }

  const withdrawn = operations.flatMap((operation) => withdrawnBy(operation) ?? [])
  const device = { tenantId: caller.tenantId, deviceId, seenSeq }
  const book = await openReceiptBook(tx, device, operations, withdrawn)
  const audit: AuditEntry[] = []
  const result: PushResult = { outcomes: [], statuses: [], head: 0, commits: [] }
  const held = new Set<Lane>()
  const appending = beginAppend(tx, caller.tenantId, context.nowMs)
  for (const operation of operations) {
    const taken = await takeIn(tx, context, { book, held, appending }, operation)
    if (taken.commit) result.commits.push(taken.commit)
    if (HOLDING.has(taken.outcome.status)) held.add(operation.lane)
    const outcome = taken.outcome.status === 'rejected' ? taken.outcome.code : taken.outcome.status
    result.outcomes.push(taken.json)
    result.statuses.push({ type: operation.type, outcome: taken.replayed ? 'replayed' : outcome })
    if (!taken.replayed && !UNSTORED.has(outcome)) {
      const detail = { opId: operation.opId, deviceId, deviceSeq: operation.deviceSeq }
      audit.push(auditEntry(context, operation.type, operation.lane, outcome, detail))
    }
  }
  await book.store(tx)
  await writeAudit(tx, audit)
  await appending.write()
  result.head = await headOf(tx, caller, appending)
  return result
}

interface Taken {
  outcome: PushOutcome
  json: string
  replayed: boolean
  commit?: Committed
}

/** What the Operations of one batch share. */
interface Batch {
  book: ReceiptBook
  held: ReadonlySet<Lane>
  appending: Appending
}

async function takeIn(
  tx: Tx,
  context: PushContext,
  { book, held, appending }: Batch,
  operation: Operation
): Promise<Taken> {
  const { caller, request, nowMs, registry } = context
  const { opId, deviceSeq } = operation
  const hash = operationHash(operation)
  const known = book.ofOperation(opId)
  if (known) {
    const isSame = known.hash === hash || known.hash === WITHDRAWN_UNSEEN
    if (!isSame || known.user_id !== caller.userId) return unstored(opId, 'opid_reuse')
    return { outcome: Receipt.parse(JSON.parse(known.body)), json: known.body, replayed: true }
  }
  if (book.ofDeviceSeq(deviceSeq) !== undefined) return unstored(opId, 'device_forked')
  if (held.has(operation.lane)) return said({ opId, status: 'not_attempted' })

  const { tenantId, userId, name, role } = caller
  const actor: Actor = { tenantId, userId, name, role, deviceId: request.deviceId }
  const by = {
    tenant_id: tenantId,
    device_id: request.deviceId,
    device_seq: deviceSeq,
    user_id: userId,
    created_at_ms: nowMs
  }
  const verdict = withdraw(
    book,
    operation,
    await judge(tx, registry, actor, onServersClock(operation, context), nowMs),
    by
  )
  if (verdict.status === 'attachment_missing') return said({ opId, ...verdict })
  const { receipt, commit } = await settle(tx, context, appending, operation, verdict)
  const taken = said(receipt)
  book.add({ ...by, op_id: opId, hash, body: taken.json })
  return commit ? { ...taken, commit } : taken
}

/**
 * When it was asked for, by the server's clock: a desk whose clock is wrong says how old its words are by the difference of two
 * of its own readings. Without the second one its clock is believed.
 */
function onServersClock(operation: Operation, { request, nowMs }: PushContext): Operation {
  const { sentAtMs } = request
  if (sentAtMs === undefined) return operation
  return { ...operation, clientTimeMs: operation.clientTimeMs + nowMs - sentAtMs }
}

/** Appends an accepted Operation's Changes and writes its Receipt's content; without Changes it carries the head. */
async function settle(
  tx: Tx,
  { caller }: PushContext,
  appending: Appending,
  { opId }: Operation,
  verdict: Exclude<Verdict, { status: 'attachment_missing' }>
): Promise<{ receipt: Receipt; commit?: Committed }> {
  if (verdict.status === 'rejected') return { receipt: { opId, ...verdict } }
  const { changes } = verdict
  if (changes.length === 0) {
    return { receipt: { opId, status: 'accepted', seq: await headOf(tx, caller, appending) } }
  }
  const seq = await appending.add(changes)
  return {
    receipt: { opId, status: 'accepted', seq },
    commit: { tenantId: caller.tenantId, seq, changes }
  }
}

/** A refusal that takes no Receipt: the opId or deviceSeq belongs to another Operation already. */
function unstored(opId: Operation['opId'], code: 'opid_reuse' | 'device_forked'): Taken {
  return said({ opId, status: 'rejected', code, detail: {} })
}

function said(outcome: PushOutcome): Taken {
  return { outcome, json: JSON.stringify(outcome), replayed: false }
}

const findTenant = preparedRow((db, place: Places<Pick<Caller, 'tenantId'>>) =>
  db.selectFrom('tenants').select(['epoch', 'head_seq']).where('id', '=', place('tenantId'))
)

async function tenantOf(tx: Tx, caller: Caller) {
  const tenant = await findTenant(tx, caller)
  if (!tenant) throw new Error(`there is no tenant ${caller.tenantId}`)
  return tenant
}

/** The tenant's head with what this batch has appended. */
async function headOf(tx: Tx, caller: Caller, appending: Appending): Promise<number> {
  return appending.head ?? (await tenantOf(tx, caller)).head_seq
}

function auditEntry(
  { caller, nowMs, mintId }: PushContext,
  action: OperationHandler['definition']['type'],
  target: string,
  outcome: string,
  detail: AuditEntry['detail']
): AuditEntry {
  const { tenantId, userId } = caller
  return {
    tenant_id: tenantId,
    id: mintId(),
    at_ms: nowMs,
    actor_id: userId,
    action,
    target,
    outcome,
    detail
  }
}
