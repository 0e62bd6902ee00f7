import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TenantId } from '#shared/base/ids.ts'
import { savepoint } from '../../../../src-server/storage/savepoint.ts'
import type { ReadTx, Storage, Tx } from '../../../../src-server/storage/storage.ts'

/** How another process finds a place: a module, what it exports to open it, and with what. */
export interface StorageAddress {
  module: string
  open: string
  args: unknown[]
}

/** One place that holds rows: `open` opens it again and again, as a restarted server does. */
export interface StoragePlace {
  address: StorageAddress
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

    test('undoes only the failing one of works that may be repeated, whoever waits beside them', async () => {
      const add = (id: string, repeatable: boolean) =>
        storage.transact(
          async (tx) => {
            await addTenant(tx, id)
            await increment(tx)
            if (id.endsWith('7')) throw new Error(`no ${id}`)
            return id
          },
          { repeatable }
        )
      await storage.transact((tx) => addTenant(tx, 'a'))
      for (const round of ['all', 'some']) {
        const ids = Array.from({ length: 9 }, (_, i) => `${round}-${i + 1}`)
        const settled = await Promise.allSettled(ids.map((id, i) => add(id, round === 'all' || i % 2 === 0)))
        expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual(
          ids.map((id) => (id.endsWith('7') ? `Error: no ${id}` : id))
        )
      }
      expect(await tenants(storage)).toHaveLength(1 + 8 + 8)
      expect(await storage.read(head)).toBe(1 + 8 + 8)
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

    test('answers rows as a table: what is committed, in the order asked for, and no byte of others', async () => {
      for (const id of ['one', 'two', 'secret']) await storage.transact((tx) => addTenant(tx, id))
      const sql = 'CREATE TABLE rows (id TEXT NOT NULL, head INTEGER NOT NULL)'
      const ask = (other: string) => (db: ReadTx) =>
        db
          .selectFrom('tenants')
          .select(['id', 'head_seq'])
          .where('id', '<>', TenantId.parse(other))
          .orderBy('id', 'desc')
      expect((await storage.readAsTable(sql, ask('one'))).bytes.includes('secret')).toBe(true)
      const { bytes, count, last } = await storage.readAsTable(sql, ask('secret'))
      const table = new Database(bytes)
      expect(table.prepare('SELECT sql FROM sqlite_schema').pluck().all()).toEqual([sql])
      expect(table.prepare('SELECT id, head FROM rows ORDER BY rowid').raw().all()).toEqual([
        ['two', 1],
        ['one', 1]
      ])
      expect([count, last]).toEqual([2, { id: 'one', head: 1 }])
      expect(bytes.includes('secret')).toBe(false)
      expect(
        await storage.readAsTable(sql, (db) => ask('one')(db).where('id', '=', TenantId.parse('none')))
      ).toMatchObject({
        count: 0,
        last: undefined
      })
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

    test('goes on after a statement that failed within a savepoint', async () => {
      await storage.transact(async (tx) => {
        await addTenant(tx, 'a')
        await expect(savepoint(tx, () => addTenant(tx, 'a'))).rejects.toThrow()
        await addTenant(tx, 'b')
        const inner = savepoint(tx, async () => {
          await addTenant(tx, 'c')
          await savepoint(tx, () => addTenant(tx, 'd'))
          throw new Error('no')
        })
        await expect(inner).rejects.toThrow('no')
      })
      expect(await tenants(storage)).toEqual(['a', 'b'])
    })

    test('[SQ1] writers in several processes: seqs stay dense, nothing is lost, a reader misses none', async () => {
      await storage.transact((tx) => addTenant(tx, 'a'))
      const done = Promise.all(['x', 'y', 'z'].map((name) => writerElsewhere(place.address, name, 25)))
      let isRunning = true
      const stop = () => {
        isRunning = false
      }
      done.then(stop, stop)
      const seen: number[] = []
      let cursor = 1
      for (let isLast = false; !isLast; ) {
        isLast = !isRunning
        const fresh = await storage.read((db) =>
          db
            .selectFrom('changes')
            .select('seq')
            .where('seq', '>', cursor)
            .orderBy('seq')
            .orderBy('item')
            .execute()
        )
        seen.push(...fresh.map(({ seq }) => seq))
        cursor = seen.at(-1) ?? cursor
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      await done
      const dense = Array.from({ length: 75 }, (_, index) => [index + 2, index + 2]).flat()
      expect(seen).toEqual(dense)
      const { acl_version, ids } = await storage.read(async (db) => ({
        ...(await db.selectFrom('tenants').select('acl_version').executeTakeFirstOrThrow()),
        ids: (await db.selectFrom('changes').select('entity_id').execute()).map(({ entity_id }) => entity_id)
      }))
      expect(acl_version).toBe(1 + 75)
      expect(new Set(ids).size).toBe(150)
    }, 30_000)

    test('keeps whole numbers beyond 32 bits, and answers them as numbers', async () => {
      const large = Number.MAX_SAFE_INTEGER
      await storage.transact(async (tx) => {
        await addTenant(tx, 'a')
        await tx
          .updateTable('tenants')
          .set({ head_seq: large - 1 })
          .execute()
        await tx
          .updateTable('tenants')
          .set((eb) => ({ head_seq: eb('head_seq', '+', 1) }))
          .execute()
      })
      expect(await storage.read(head)).toBe(large)
      const { count } = await storage.read((db) =>
        db
          .selectFrom('tenants')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      )
      expect(Number(count)).toBe(1)
    })

    test('keeps text and JSON as they were written, whatever stands in them', async () => {
      const texts = [
        '',
        ' spaces ',
        '{"a": 1,  "b":[null]}',
        '100 % _ \\ \' "',
        'Zoë 你好 👩‍👩‍👧 \u202eabc',
        'x'.repeat(100_000)
      ]
      await storage.transact(async (tx) => {
        for (const [index, text] of texts.entries()) await addTenant(tx, `t${index}`, text)
      })
      const rows = await storage.read((db) => db.selectFrom('tenants').select('name').orderBy('id').execute())
      expect(rows.map(({ name }) => name)).toEqual(texts)
    })

    test('compares and orders ids by their bytes, large letters before small ones', async () => {
      const ids = ['b', 'B', 'a', '_', '-', '1', '01a2-b', '01a2b']
      await storage.transact(async (tx) => {
        for (const id of ids) await addTenant(tx, id)
      })
      const byBytes = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(await tenants(storage)).toEqual(byBytes)
      const after = await storage.read((db) =>
        db.selectFrom('tenants').select('id').where('id', '>', TenantId.parse('B')).orderBy('id').execute()
      )
      expect(after.map(({ id }) => id)).toEqual(byBytes.slice(byBytes.indexOf('B') + 1))
    })

    test('a unique value is unique, in whole and as it is written; what is absent is not', async () => {
      await storage.transact(async (tx) => {
        await addTenant(tx, 'a')
        await addUser(tx, 'one', 'x@acme.test')
        await addUser(tx, 'two', 'X@acme.test')
      })
      await expect(storage.transact((tx) => addUser(tx, 'three', 'x@acme.test'))).rejects.toThrow()
      const session = {
        tenant_id: TenantId.parse('a'),
        user_id: 'one' as never,
        device_name: '',
        expires_at_ms: 9
      }
      await storage.transact(async (tx) => {
        for (const id of ['s1', 's2'])
          await tx
            .insertInto('sessions')
            .values({ ...session, id: id as never, created_at_ms: 1, revoked_at_ms: null, wipe: 0 })
            .execute()
      })
      const open = await storage.read((db) =>
        db.selectFrom('sessions').select('id').where('revoked_at_ms', 'is', null).orderBy('id').execute()
      )
      expect(open).toHaveLength(2)
    })

    test('an insert that meets a row says so: done nothing, or changed it', async () => {
      const values = {
        id: TenantId.parse('a'),
        epoch: 'e',
        head_seq: 1,
        floor_seq: 1,
        acl_version: 1,
        demo: 0 as const
      }
      const [first, second, third] = await storage.transact(async (tx) => {
        const insert = (name: string) => tx.insertInto('tenants').values({ ...values, name })
        const nothing = (name: string) =>
          insert(name)
            .onConflict((c) => c.column('id').doNothing())
            .executeTakeFirst()
        return [
          await nothing('first'),
          await nothing('second'),
          await insert('third')
            .onConflict((c) => c.column('id').doUpdateSet({ name: 'third' }))
            .returning(['name', 'head_seq'])
            .executeTakeFirstOrThrow()
        ]
      })
      expect([first?.numInsertedOrUpdatedRows, second?.numInsertedOrUpdatedRows]).toEqual([1n, 0n])
      expect(third).toEqual({ name: 'third', head_seq: 1 })
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

/** Appends from a thread with connections of its own. */
function writerElsewhere(address: StorageAddress, name: string, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./append-worker.ts', import.meta.url), {
      workerData: { address, name, count }
    })
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
}

async function addUser(tx: Tx, id: string, email: string): Promise<void> {
  await tx
    .insertInto('users')
    .values({
      tenant_id: TenantId.parse('a'),
      id: id as never,
      email,
      name: id,
      role: 'agent',
      active: 1,
      password_hash: '',
      version: 1
    })
    .execute()
}

async function addTenant(tx: Tx, id: string, name = id): Promise<void> {
  await tx
    .insertInto('tenants')
    .values({
      id: TenantId.parse(id),
      name,
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
