import { z } from 'zod'
import { Seq } from '#shared/sync/change.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite-file.ts'

/** How far a Snapshot has come; kept with the rows, so that a restart goes on where it stopped. */
export const SnapshotProgress = z.object({
  epoch: z.string(),
  /** where the replay of the feed begins when all pages are here */
  seq: Seq,
  aclVersion: z.number().int(),
  entities: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  /** which entity is being fetched, and from which key on */
  entityIndex: z.number().int(),
  after: z.string().nullable(),
  rowsDone: z.number().int()
})
export type SnapshotProgress = z.infer<typeof SnapshotProgress>

/** What the cache knows of its own place in the feed. */
export interface SyncState {
  epoch: string | null
  /** null until the first Snapshot is complete */
  cursor: number | null
  aclVersion: number
  freshAtMs: number | null
}

const READ_STATE =
  'SELECT epoch, cursor, acl_version AS aclVersion, fresh_at_ms AS freshAtMs FROM sync_state WHERE one = 1'

/** Whose rows these are; undefined in a file that was just made. */
export function readOwner(db: ReadableDb): string | undefined {
  return db.get<{ owner: string }>('SELECT owner FROM sync_state WHERE one = 1')?.owner
}

/** Marks a new file as belonging to one person of one tenant. */
export function writeOwner(tx: WritableDb, owner: string): void {
  tx.run('INSERT INTO sync_state (one, owner) VALUES (1, ?)', owner)
}

export function readSyncState(db: ReadableDb): SyncState {
  const state = db.get<SyncState>(READ_STATE)
  if (!state) throw new Error('the cache has no owner')
  return state
}

/** Moves the Cursor; the caller has applied everything up to it in this transaction. */
export function writeCursor(
  tx: WritableDb,
  state: { epoch: string; cursor: number; aclVersion: number }
): void {
  tx.run(
    'UPDATE sync_state SET epoch = ?, cursor = ?, acl_version = ?, snapshot = NULL WHERE one = 1',
    state.epoch,
    state.cursor,
    state.aclVersion
  )
}

/** Notes when the rows were last known to equal the server's head. */
export function writeFreshness(tx: WritableDb, freshAtMs: number): void {
  tx.run('UPDATE sync_state SET fresh_at_ms = ? WHERE one = 1', freshAtMs)
}

export function readSnapshotProgress(db: ReadableDb): SnapshotProgress | null {
  const row = db.get<{ snapshot: string | null }>('SELECT snapshot FROM sync_state WHERE one = 1')
  return row?.snapshot ? SnapshotProgress.parse(JSON.parse(row.snapshot)) : null
}

export function writeSnapshotProgress(tx: WritableDb, progress: SnapshotProgress | null): void {
  tx.run('UPDATE sync_state SET snapshot = ? WHERE one = 1', progress ? JSON.stringify(progress) : null)
}
