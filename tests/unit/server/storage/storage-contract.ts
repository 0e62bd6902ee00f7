import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TenantId } from '#shared/base/ids.ts'
import { savepoint } from '../../../../src-server/storage/savepoint.ts'
import type { ReadTx, Storage, Tx } from '../../../../src-server/storage/storage.ts'

/** One place that holds rows: `open` opens it again and again, as a restarted server does. */
export interface StoragePlace {
  open(): Promise<Storage>
  remove(): Promise<void>
}

/** What every storage must keep. Each implementation runs this suite on places of its own. */
export function describeStorage(name: string, makePlace: () => Promise<StoragePlace>): void {
  describe(`${name} as a storage`, () => {
    let place: StoragePlace
    let storage: Storage

    beforeEach(async () => {
      place = await makePlace()
      storage = await place.open()
      await storage.migrate()
    })
    afterEach(async () => {
      await storage.close()
      await place.remove()
    })

    test('migrates once, and again without harm', async () => {
      await storage.migrate()
      await storage.transact((tx) => addTenant(tx, 'a'))
      await storage.migrate()
      expect(await tenants(storage)).toEqual(['a'])
    })

    test('keeps what was committed across a restart', async () => {
      await storage.transact((tx) => addTenant(tx, 'a'))
      await storage.close()
      storage = await place.open()
      expect(await tenants(storage)).toEqual(['a'])
    })

    test('undoes a transaction that throws, and passes the error on', async () => {
      const failing = storage.transact(async (tx) => {
        await addTenant(tx, 'a')
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await tenants(storage)).toEqual([])
    })

    test('undoes only the failing one of many transactions at once', async () => {
      const works = Array.from({ length: 20 }, (_, i) =>
        storage.transact(async (tx) => {
          await addTenant(tx, `t${String(i).padStart(2, '0')}`)
          if (i === 7) throw new Error('no')
        })
      )
      const settled = await Promise.allSettled(works)
      expect(settled.filter((one) => one.status === 'rejected')).toHaveLength(1)
      expect(await tenants(storage)).toHaveLength(19)
      expect(await tenants(storage)).not.toContain('t07')
    })

    test('runs transactions one after the other: a counter counts exactly', async () => {
      await storage.transact((tx) => addTenant(tx, 'a'))
      await Promise.all(Array.from({ length: 50 }, () => storage.transact(increment)))
      expect(await storage.read(head)).toBe(51)
    })

    test('undoes a savepoint alone', async () => {
      await storage.transact(async (tx) => {
        await addTenant(tx, 'a')
        const part = savepoint(tx, async () => {
          await addTenant(tx, 'b')
          throw new Error('no')
        })
        await expect(part).rejects.toThrow('no')
        await savepoint(tx, () => addTenant(tx, 'c'))
      })
      expect(await tenants(storage)).toEqual(['a', 'c'])
    })

    test('reads one snapshot, whatever is committed meanwhile', async () => {
      await storage.transact((tx) => addTenant(tx, 'a'))
      const seen = await storage.read(async (db) => {
        const before = await head(db)
        await storage.transact(increment)
        return [before, await head(db)]
      })
      expect(seen).toEqual([1, 1])
      expect(await storage.read(head)).toBe(2)
    })

    test('holds foreign keys', async () => {
      const orphan = storage.transact(async (tx) => {
        await tx
          .insertInto('devices')
          .values({ tenant_id: 'a', id: 'd', user_id: 'nobody', last_device_seq: 1 } as never)
          .execute()
      })
      await expect(orphan).rejects.toThrow()
    })

    test('refuses work after it was closed, and says that it may be asked again elsewhere', async () => {
      await storage.close()
      await expect(storage.transact((tx) => addTenant(tx, 'a'))).rejects.toMatchObject({
        name: 'StorageBusy'
      })
      storage = await place.open()
    })
  })
}

async function addTenant(tx: Tx, id: string): Promise<void> {
  await tx
    .insertInto('tenants')
    .values({
      id: TenantId.parse(id),
      name: id,
      epoch: 'e',
      head_seq: 1,
      floor_seq: 1,
      acl_version: 1,
      demo: 0
    })
    .execute()
}

async function increment(tx: Tx): Promise<void> {
  const { head_seq } = await tx.selectFrom('tenants').select('head_seq').executeTakeFirstOrThrow()
  await tx
    .updateTable('tenants')
    .set({ head_seq: head_seq + 1 })
    .execute()
}

async function head(db: ReadTx): Promise<number> {
  const { head_seq } = await db.selectFrom('tenants').select('head_seq').executeTakeFirstOrThrow()
  return head_seq
}

async function tenants(storage: Storage): Promise<string[]> {
  const rows = await storage.read((db) => db.selectFrom('tenants').select('id').orderBy('id').execute())
  return rows.map((row) => row.id)
}
