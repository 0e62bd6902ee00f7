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

const opIdsOfSeqs = preparedList(
  (db, place: Places<{ tenantId: TenantId; deviceId: DeviceId }>, deviceSeqs: number[]) =>
    db
      .selectFrom('receipts')
      .select(['op_id', 'device_seq'])
      .where('tenant_id', '=', place('tenantId'))
      .where('device_id', '=', place('deviceId'))
      .where('device_seq', 'in', deviceSeqs)
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
 * @param alsoOpIds further Operations that the batch speaks of
 */
export async function openReceiptBook(
  db: ReadTx,
  tenantId: TenantId,
  deviceId: DeviceId,
  operations: readonly Operation[],
  alsoOpIds: readonly OpId[]
): Promise<ReceiptBook> {
  const opIds = [...operations.map((operation) => operation.opId), ...alsoOpIds]
  const byOpId = await receiptsOf(db, { tenantId }, opIds)
  const deviceSeqs = operations.map((operation) => operation.deviceSeq)
  const bySeq = await opIdsOfSeqs(db, { tenantId, deviceId }, deviceSeqs)

  const known = new Map<OpId, Known>(byOpId.map((receipt) => [receipt.op_id, receipt]))
  const seqs = new Map<number, OpId>(bySeq.map((receipt) => [receipt.device_seq, receipt.op_id]))
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

/** Whether the device is this user's; a device that nobody has used yet becomes theirs. */
export async function claimDevice(
  tx: Tx,
  device: { tenantId: TenantId; deviceId: DeviceId; userId: UserId; lastDeviceSeq: number }
): Promise<boolean> {
  const { tenantId, deviceId, userId, lastDeviceSeq } = device
  const owner = await findDevice(tx, device)
  if (!owner) {
    await tx
      .insertInto('devices')
      .values({ tenant_id: tenantId, id: deviceId, user_id: userId, last_device_seq: lastDeviceSeq })
      .execute()
    return true
  }
  if (owner.user_id !== userId) return false
  if (lastDeviceSeq > owner.last_device_seq) await raiseDeviceSeq(tx, device)
  return true
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
