// A writer of its own beside others: opens the place that it is told, and appends until it has done its share.
import { parentPort, workerData } from 'node:worker_threads'
import { TenantId } from '#shared/base/ids.ts'
import { append } from '../../../../src-server/feed/append.ts'
import { type Storage, StorageBusy } from '../../../../src-server/storage/storage.ts'
import type { StorageAddress } from './storage-contract.ts'

interface Share {
  address: StorageAddress
  name: string
  count: number
}

const { address, name, count } = workerData as Share
const opened: Record<string, (...args: unknown[]) => Storage> = await import(address.module)
const storage = opened[address.open]?.(...address.args)
if (!storage) throw new Error(`${address.module} has no ${address.open}`)
const tenantId = TenantId.parse('a')

/** One transaction that reads, writes what it read plus one, and appends under the next seq. */
async function appendOne(index: number): Promise<void> {
  await storage?.transact(async (tx) => {
    const { acl_version } = await tx.selectFrom('tenants').select('acl_version').executeTakeFirstOrThrow()
    await tx
      .updateTable('tenants')
      .set({ acl_version: acl_version + 1 })
      .execute()
    const body = { kind: 'row', version: 1, row: { index } } as const
    const id = `${name}-${index}`
    const change = { type: 'thing.made', entity: 'thing', id, audience: 'everyone', body } as const
    await append(tx, tenantId, [change, { ...change, id: `${id}-too` }], index)
  })
}

for (let index = 0; index < count; index++) {
  for (;;) {
    try {
      await appendOne(index)
      break
    } catch (error) {
      if (!(error instanceof StorageBusy)) throw error
    }
  }
}
await storage.close()
parentPort?.postMessage('done')
