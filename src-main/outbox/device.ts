import type { DeviceId, MintId } from '#shared/base/ids.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite-file.ts'

/** Who this installation is for the server, which history of the server it knows, and the next numbers it gives out. */
export interface Device {
  id: DeviceId
  epoch: string | null
  nextSeq: number
  nextPlace: number
}

const READ = 'SELECT id, epoch, next_seq AS nextSeq, next_place AS nextPlace FROM device WHERE one = 1'

export function readDevice(db: ReadableDb): Device {
  const device = db.get<Device>(READ)
  if (!device) throw new Error('the outbox has no device')
  return device
}

/** Gives a new file its device, and refuses a file of somebody else: its unsent work is theirs alone. */
export function claimDevice(tx: WritableDb, owner: string, mintId: MintId): void {
  const found = tx.get<{ owner: string }>('SELECT owner FROM device WHERE one = 1')
  if (!found) {
    tx.run(
      'INSERT INTO device (one, owner, id, next_seq, next_place) VALUES (1, ?, ?, 1, 1)',
      owner,
      mintId()
    )
  } else if (found.owner !== owner) {
    throw new Error('this outbox belongs to another person')
  }
}

/** Takes the next deviceSeq. */
export function takeDeviceSeq(tx: WritableDb): number {
  const { nextSeq } = readDevice(tx)
  tx.run('UPDATE device SET next_seq = next_seq + 1 WHERE one = 1')
  return nextSeq
}

/** Takes the next place in the Outbox. */
export function takePlace(tx: WritableDb): number {
  const { nextPlace } = readDevice(tx)
  tx.run('UPDATE device SET next_place = next_place + 1 WHERE one = 1')
  return nextPlace
}

/** Becomes a new device: this profile was copied or restored, and its numbers are used up by the other copy. */
export function becomeNewDevice(tx: WritableDb, mintId: MintId): void {
  tx.run('UPDATE device SET id = ?, next_seq = 1 WHERE one = 1', mintId())
}

/** Notes which history of the server the Outbox belongs to from now on. */
export function writeEpoch(tx: WritableDb, epoch: string): void {
  tx.run('UPDATE device SET epoch = ? WHERE one = 1', epoch)
}
