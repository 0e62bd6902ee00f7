import type { Readable } from 'node:stream'

/** Where whole files lie, by ids of the server's own making. */
export interface ObjectStore {
  /** Takes a finished file over by moving it; it is durable when this resolves. */
  take(id: string, path: string): Promise<void>
  /** Whether the object is there in its full size. */
  has(id: string, sizeBytes: number): Promise<boolean>
  /** The bytes, or those from `from` to `to`, both included. */
  open(id: string, part?: { from: number; to: number }): Readable
  /** Removes an object; one that is gone already is no trouble. */
  remove(id: string): Promise<void>
  /** The ids of what was taken before a moment, Unix milliseconds. */
  takenBefore(atMs: number): Promise<string[]>
}
