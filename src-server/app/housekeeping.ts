import { CHANGE_LIFE_MS, trimFeed } from '../feed/trim.ts'
import { every } from '../gateway/every.ts'
import { forgetReceipts, RECEIPT_LIFE_MS } from '../gateway/intake/receipts.ts'
import type { Room, RoomTools } from '../gateway/room.ts'

/** How often what has had its time is forgotten, in milliseconds. */
const EVERY_MS = 3_600_000

type Tools = Pick<RoomTools, 'storage' | 'clock' | 'log'>

/** Forgets old Receipts and Changes every hour; the returned function ends it. */
export function keepHouse(tools: Tools): () => void {
  return every(tools.clock, EVERY_MS, () => forgetOld(tools), tools.log)
}

/** Lets every room forget what has had its time, every hour; the returned function ends it. */
export function keepRooms(rooms: readonly Room[], tools: RoomTools): () => void {
  const work = async () => {
    for (const room of rooms) await room.keepHouse?.(tools)
  }
  return every(tools.clock, EVERY_MS, work, tools.log)
}

/** Forgets what has had its time in every tenant, in short transactions. */
export async function forgetOld({ storage, clock }: Pick<Tools, 'storage' | 'clock'>): Promise<void> {
  const tenants = await storage.read((db) => db.selectFrom('tenants').select('id').execute())
  const nowMs = clock.nowMs()
  for (const { id } of tenants) {
    await storage.transact((tx) => forgetReceipts(tx, id, nowMs - RECEIPT_LIFE_MS))
    while (await storage.transact((tx) => trimFeed(tx, id, nowMs - CHANGE_LIFE_MS)));
  }
}
