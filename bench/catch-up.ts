// A desk that was away: how fast it takes in many Changes and how long its main process lets a window wait meanwhile; and a desk that
// has to copy everything anew beside the cache that it shows.
import fs from 'node:fs'
import path from 'node:path'
import { uuidv7 } from '#shared/base/ids.ts'
import { startServer } from '../scripts/start/server.ts'
import { beginNewEpochs } from '../src-server/app/operator/new-epochs.ts'
import { openSqliteStorage } from '../src-server/storage/sqlite/open.ts'
import { measurePairs } from './beside.ts'
import { databaseOf, prepareSyncServers } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import type { Pulled } from './sync/bare-pull.ts'
import { signIn } from './sync/bench-desk.ts'
import type { DeskSync } from './sync/clients/desk.ts'
import { runClient } from './sync/run-client.ts'
import { withTemporaryFolder } from './sync/temporary-folder.ts'

/** What a person takes for "at once" when something is opened. */
export const AT_ONCE_MS = 100

export async function catchUp(scale: Scale): Promise<Figure[]> {
  const { before, after } = await prepareSyncServers(scale)
  return await withTemporaryFolder(async (base) => {
    await syncTo(before, base, scale)
    const caught = await measureCatchUp(after, base, scale)
    const copied = await withTemporaryFolder(async (restored) => {
      fs.cpSync(after, restored, { recursive: true })
      await beginNewEpoch(databaseOf(restored))
      return await syncTo(restored, base, scale)
    })
    return [...caught, ...resyncFigures(copied, scale)]
  })
}

/** Lets the desk of a folder come to a server's head. */
export async function syncTo(server: string, folder: string, { synced }: Scale): Promise<DeskSync> {
  const signal = new AbortController().signal
  const running = await startServer({ folder: server, port: 0, ...synced, signal })
  try {
    const grant = await signIn(running.url, 'Agent')
    return await runClient<DeskSync>('desk', { folder, serverUrl: running.url, grant })
  } finally {
    await running.stop()
  }
}

async function measureCatchUp(server: string, base: string, scale: Scale): Promise<Figure[]> {
  const { changes } = scale.synced
  const onCopy = <Result>(work: (folder: string) => Promise<Result>) =>
    withTemporaryFolder((folder) => {
      fs.cpSync(base, folder, { recursive: true })
      return work(folder)
    })
  const pairs = await measurePairs<{ ms: number; stallMs?: number }>(
    scale.syncs,
    () => onCopy((folder) => syncTo(server, folder, scale)),
    () =>
      onCopy((folder) =>
        runClient<Pulled>('raw-writes', { folder, serverDatabase: databaseOf(path.resolve(server)) })
      )
  )
  const perSecond = ({ ms }: { ms: number }) => (changes / ms) * 1000
  const ratios = pairs.map(({ value, floor }) => floor.ms / value.ms)
  const stalls = pairs.map(({ value }) => value.stallMs ?? 0)
  return [
    {
      name: 'catch-up',
      value: round(median(pairs.map(({ value }) => perSecond(value))), 0),
      unit: 'Changes/s',
      floor: 'raw better-sqlite3 writes of the same rows',
      floorValue: round(median(pairs.map(({ floor }) => perSecond(floor))), 0),
      ratio: round(median(ratios), 3),
      detail: { ratios: ratios.map((ratio) => round(ratio)) }
    },
    {
      name: 'main-stall',
      value: round(Math.max(...stalls), 1),
      unit: 'ms (longest)',
      floor: 'what a person takes for at once',
      floorValue: AT_ONCE_MS,
      ratio: round(Math.max(...stalls) / AT_ONCE_MS, 3),
      detail: { stalls: stalls.map((ms) => round(ms, 1)) }
    }
  ]
}

async function beginNewEpoch(database: string): Promise<void> {
  const storage = openSqliteStorage(database)
  await beginNewEpochs(storage, () =>
    uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))
  )
  await storage.close()
}

function resyncFigures({ ms, usableMs, slowestLookMs, stallMs }: DeskSync, { synced }: Scale): Figure[] {
  const usable = Math.max(usableMs, slowestLookMs)
  return [
    {
      name: 'resync',
      value: round(ms / 1000, 2),
      unit: 's',
      floor: 'what the goal allows for 100,000 messages',
      floorValue: 20,
      ratio: round(ms / 20_000, 3),
      detail: { messages: synced.messages + synced.changes / 2, stallMs: round(stallMs, 1) }
    },
    {
      name: 'resync-usable',
      value: round(usable, 0),
      unit: 'ms',
      floor: 'what the goal allows',
      floorValue: 2000,
      ratio: round(usable / 2000, 3),
      detail: { firstInboxMs: round(usableMs, 0), slowestLookMs: round(slowestLookMs, 1) }
    }
  ]
}
