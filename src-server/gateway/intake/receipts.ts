import type { DeviceId, OpId, TenantId, UserId } from '#shared/base/ids.ts'
import type { Operation } from '#shared/sync/operation.ts'
import {
  type Places,
  preparedInsert,
  preparedList,
  preparedRow,
  preparedWrite
} from '../../storage/prepared.ts'
import type { ReceiptsTable } from '../../storage/schema.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'

type Known = Pick<ReceiptsTable, 'op_id' | 'device_seq' | 'user_id' | 'hash' | 'body'>

const insertReceipts = preparedInsert('receipts', [
  'tenant_id',
  'op_id',
  'device_id',
  'device_seq',
  'user_id',
  'hash',
  'body',
  'created_at_ms'
])

const receiptsOf = preparedList((db, place: Places<{ tenantId: TenantId }>, opIds: OpId[]) =>
  db
    .selectFrom('receipts')
    .select(['op_id', 'device_seq', 'user_id', 'hash', 'body'])
    .where('tenant_id', '=', place('tenantId'))
    .where('op_id', 'in', opIds)
)

const findOpIdOfSeq = preparedRow(
  (db, place: Places<{ tenantId: TenantId; deviceId: DeviceId; deviceSeq: number }>) =>
    db
      .selectFrom('receipts')
      .select('op_id')
      .where('tenant_id', '=', place('tenantId'))
      .where('device_id', '=', place('deviceId'))
      .where('device_seq', '=', place('deviceSeq'))
)

/** What the server remembers of one batch's Operations, before and while it runs. */
export interface ReceiptBook {
  /** the Receipt of this opId, whoever sent it */
  ofOperation(opId: OpId): Known | undefined
  /** the opId that used this deviceSeq of the device */
  ofDeviceSeq(deviceSeq: number): OpId | undefined
  add(receipt: ReceiptsTable): void
  /** writes what was added */
  store(tx: Tx): Promise<void>
}

/**
 * Opens the book for a batch with what is stored under its opIds and deviceSeqs.
 * @param device no Receipt of it has a deviceSeq above `seenSeq`
 * @param alsoOpIds further Operations that the batch speaks of
 */
export async function openReceiptBook(
  db: ReadTx,
  device: { tenantId: TenantId; deviceId: DeviceId; seenSeq: number },
  operations: readonly Operation[],
  alsoOpIds: readonly OpId[]
): Promise<ReceiptBook> {
  const { tenantId, deviceId, seenSeq } = device
  const opIds = [...operations.map((operation) => operation.opId), ...alsoOpIds]
  const byOpId = await receiptsOf(db, { tenantId }, opIds)
  const known = new Map<OpId, Known>(byOpId.map((receipt) => [receipt.op_id, receipt]))
  const seqs = new Map<number, OpId>()
  for (const { deviceSeq } of operations) {
    if (deviceSeq > seenSeq) continue
    const used = await findOpIdOfSeq(db, { tenantId, deviceId, deviceSeq })
    if (used) seqs.set(deviceSeq, used.op_id)
  }
  const added: ReceiptsTable[] = []
  return {
    ofOperation: (opId) => known.get(opId),
    ofDeviceSeq: (deviceSeq) => seqs.get(deviceSeq),
    add(receipt) {
      known.set(receipt.op_id, receipt)
      seqs.set(receipt.device_seq, receipt.op_id)
      added.push(receipt)
    },
    async store(tx) {
      await insertReceipts(tx, added)
    }
  }
}

const findDevice = preparedRow((db, place: Places<{ tenantId: TenantId; deviceId: DeviceId }>) =>
  db
    .selectFrom('devices')
    .select(['user_id', 'last_device_seq'])
    .where('tenant_id', '=', place('tenantId'))
    .where('id', '=', place('deviceId'))
)

const raiseDeviceSeq = preparedWrite(
  (db, place: Places<{ tenantId: TenantId; deviceId: DeviceId; lastDeviceSeq: number }>) =>
    db
      .updateTable('devices')
      .set({ last_device_seq: place('lastDeviceSeq') })
      .where('tenant_id', '=', place('tenantId'))
      .where('id', '=', place('deviceId'))
)

const insertDevices = preparedInsert('devices', ['tenant_id', 'id', 'user_id', 'last_device_seq'])

/**
 * The highest deviceSeq that the device had used before; null when it is not this user's. A device that nobody has used yet
 * becomes theirs.
 */
export async function claimDevice(
  tx: Tx,
  device: { tenantId: TenantId; deviceId: DeviceId; userId: UserId; lastDeviceSeq: number }
): Promise<number | null> {
  const { tenantId, deviceId, userId, lastDeviceSeq } = device
  const owner = await findDevice(tx, device)
  if (!owner) {
    await insertDevices(tx, [
      { tenant_id: tenantId, id: deviceId, user_id: userId, last_device_seq: lastDeviceSeq }
    ])
    return 0
  }
  if (owner.user_id !== userId) return null
  if (lastDeviceSeq > owner.last_device_seq) await raiseDeviceSeq(tx, device)
  return owner.last_device_seq
}

/** How long a Receipt is kept, in milliseconds: 45 days. Desks ask their people before they send anything older than 30. */
export const RECEIPT_LIFE_MS = 45 * 86_400_000

/** Forgets a tenant's Receipts from before `beforeMs`. */
export async function forgetReceipts(tx: Tx, tenantId: TenantId, beforeMs: number): Promise<void> {
  await tx
    .deleteFrom('receipts')
    .where('tenant_id', '=', tenantId)
    .where('created_at_ms', '<', beforeMs)
    .execute()
}
