import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TenantId, UserId } from '#shared/base/ids.ts'
import { append, beginAppend, type DraftChange } from '../../../../src-server/feed/append.ts'
import { type Audience, audienceKeysOf } from '../../../../src-server/feed/audience.ts'
import { createFeed } from '../../../../src-server/feed/feed.ts'
import { RANGE_MAX_BYTES, RESYNC, readRange } from '../../../../src-server/feed/read-range.ts'
import { openSqliteStorage } from '../../../../src-server/storage/sqlite/open.ts'
import type { Storage } from '../../../../src-server/storage/storage.ts'

const acme = TenantId.parse('acme')
const globex = TenantId.parse('globex')
const mia = UserId.parse('mia')

let folder: string
let storage: Storage

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-feed-'))
  storage = openSqliteStorage(path.join(folder, 'desk.db'))
  await storage.migrate()
  await storage.transact(async (tx) => {
    for (const id of [acme, globex]) {
      const tenant = {
        id,
        name: id,
        epoch: 'e1',
        head_seq: 1,
        floor_seq: 1,
        acl_version: 3,
        demo: 0 as const
      }
      await tx.insertInto('tenants').values(tenant).execute()
    }
  })
})
afterEach(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

function draft(id: string, audience: Audience = 'everyone', text = 'x'): DraftChange {
  const body = { kind: 'row' as const, version: 1, row: { id, text } }
  return { type: 'thing.made', entity: 'thing', id, audience, body }
}

/** Appends one seq per list. */
async function appendAll(...seqs: DraftChange[][]): Promise<void> {
  for (const drafts of seqs) await storage.transact((tx) => append(tx, acme, drafts, 5))
}

async function range(since: number, limit = 500, audiences?: string[]) {
  return await storage.read((db) =>
    readRange(db, { tenantId: acme, since, limit, ...(audiences && { audiences }) })
  )
}

async function ids(since: number, limit = 500, audiences?: string[]) {
  const answer = await range(since, limit, audiences)
  if (answer === RESYNC) return RESYNC
  const { from, to, head, more } = answer
  return { from, to, head, more, ids: answer.items.map((item) => item.change.id) }
}

describe('a range of the feed', () => {
  test('[PL1] covers everything after the Cursor up to the head', async () => {
    await appendAll([draft('a')], [draft('b'), draft('c')])
    expect(await ids(1)).toEqual({ from: 1, to: 3, head: 3, more: false, ids: ['a', 'b', 'c'] })
    expect(await ids(2)).toEqual({ from: 2, to: 3, head: 3, more: false, ids: ['b', 'c'] })
    expect(await ids(3)).toEqual({ from: 3, to: 3, head: 3, more: false, ids: [] })
  })

  test('[PL1] what one transaction appends in several steps lies under a seq for each step', async () => {
    const seqs = await storage.transact(async (tx) => {
      const appending = beginAppend(tx, acme, 5)
      const taken = [await appending.add([draft('a')]), await appending.add([draft('b'), draft('c')])]
      await appending.write()
      return taken
    })
    expect(seqs).toEqual([2, 3])
    expect(await ids(1)).toEqual({ from: 1, to: 3, head: 3, more: false, ids: ['a', 'b', 'c'] })
    expect(await ids(2)).toMatchObject({ ids: ['b', 'c'] })
    await appendAll([draft('d')])
    expect(await ids(3)).toEqual({ from: 3, to: 4, head: 4, more: false, ids: ['d'] })
  })

  test('carries rows, tombstones and evictions as they were', async () => {
    const place = { type: 't', entity: 'thing', audience: 'everyone' as const }
    await appendAll([
      draft('a'),
      { ...place, id: 'b', body: { kind: 'tombstone', version: 4 } },
      { ...place, id: 'c', body: { kind: 'evict' } }
    ])
    const answer = await range(1)
    expect(answer).toMatchObject({ epoch: 'e1', aclVersion: 3 })
    expect(answer !== RESYNC && answer.items.map((item) => item.change)).toEqual([
      {
        seq: 2,
        type: 'thing.made',
        entity: 'thing',
        id: 'a',
        kind: 'row',
        version: 1,
        row: { id: 'a', text: 'x' }
      },
      { seq: 2, type: 't', entity: 'thing', id: 'b', kind: 'tombstone', version: 4 },
      { seq: 2, type: 't', entity: 'thing', id: 'c', kind: 'evict' }
    ])
  })

  test('[SQ2] ends at a whole seq when the limit cuts it', async () => {
    await appendAll([draft('a')], [draft('b'), draft('c')], [draft('d')])
    expect(await ids(1, 2)).toEqual({ from: 1, to: 2, head: 4, more: true, ids: ['a'] })
    expect(await ids(1, 3)).toEqual({ from: 1, to: 3, head: 4, more: true, ids: ['a', 'b', 'c'] })
  })

  test('[SQ2] never splits a seq, even one that is larger than the limit', async () => {
    await appendAll([draft('a'), draft('b'), draft('c')], [draft('d')])
    expect(await ids(1, 2)).toEqual({ from: 1, to: 2, head: 3, more: true, ids: ['a', 'b', 'c'] })
  })

  test('holds at most a megabyte, but always one seq', async () => {
    const big = 'x'.repeat(RANGE_MAX_BYTES * 0.6)
    await appendAll([draft('a', 'everyone', big)], [draft('b', 'everyone', big)], [draft('c')])
    expect(await ids(1)).toMatchObject({ to: 2, more: true, ids: ['a'] })
    expect(await ids(2)).toMatchObject({ to: 4, more: false, ids: ['b', 'c'] })
    await appendAll([draft('d', 'everyone', big + big)])
    expect(await ids(4)).toMatchObject({ to: 5, more: false, ids: ['d'] })
  })

  test('[PL1] is empty but still advances where nothing is for this user', async () => {
    const tom = { userId: UserId.parse('tom') }
    await appendAll([draft('a', tom)], [draft('b', { userId: mia })], [draft('c', { role: 'lead' })])
    const agent = audienceKeysOf({ userId: mia, role: 'agent' })
    expect(await ids(1, 500, agent)).toEqual({ from: 1, to: 4, head: 4, more: false, ids: ['b'] })
    expect(await ids(2, 500, agent)).toMatchObject({ to: 4, ids: ['b'] })
    expect(await ids(3, 500, agent)).toMatchObject({ from: 3, to: 4, ids: [] })
    const admin = audienceKeysOf({ userId: mia, role: 'admin' })
    expect(await ids(1, 500, admin)).toMatchObject({ ids: ['b', 'c'] })
  })

  test('[SN2] asks for a resync below the floor and above the head', async () => {
    await appendAll([draft('a')])
    expect([await ids(0), await ids(3)]).toEqual([RESYNC, RESYNC])
    await storage.transact(
      async (tx) => void (await tx.updateTable('tenants').set({ floor_seq: 2 }).execute())
    )
    expect(await ids(1)).toBe(RESYNC)
    expect(await ids(2)).toMatchObject({ to: 2, ids: [] })
  })

  test('[SQ3] holds nothing of another tenant, whose seqs are its own', async () => {
    await storage.transact((tx) => append(tx, globex, [draft('secret')], 5))
    await appendAll([draft('a')])
    expect(await ids(1)).toEqual({ from: 1, to: 2, head: 2, more: false, ids: ['a'] })
  })

  test('[PL1] splits into pages of any size that join to the same feed', async () => {
    const seqs = Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: 1 + ((i * 7) % 5) }, (_unused, n) => draft(`${i}-${n}`))
    )
    await appendAll(...seqs)
    const all = seqs.flat().map((one) => one.id)
    for (const limit of [1, 2, 3, 7, 50]) {
      const joined: string[] = []
      let since = 1
      for (;;) {
        const page = await ids(since, limit)
        if (page === RESYNC) throw new Error('lost the feed')
        joined.push(...page.ids)
        since = page.to
        if (!page.more) break
      }
      expect(joined).toEqual(all)
    }
  })
})

describe('writing to the feed', () => {
  test('tells listeners after the commit, and nobody when there is nothing to tell', async () => {
    const feed = createFeed(storage)
    const told: unknown[] = []
    const stop = feed.onCommit(({ tenantId, seq, changes }) => told.push([tenantId, seq, changes.length]))
    const changes = [draft('a')]
    expect(await feed.write(acme, 5, async () => ({ result: 'made', changes }))).toEqual({
      result: 'made',
      seq: 2
    })
    expect(await feed.write(acme, 5, async () => ({ result: 'same', changes: [] }))).toEqual({
      result: 'same',
      seq: null
    })
    const failing = feed.write(acme, 5, async () => {
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(told).toEqual([[acme, 2, 1]])
    stop()
    await feed.write(acme, 5, async () => ({ result: null, changes }))
    expect(told).toHaveLength(1)
  })
})
