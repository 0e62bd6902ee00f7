import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { SimServer } from '../world/sim-server.ts'
import type { Reader, Readers } from './readers.ts'
import type { WorldRecord } from './record.ts'

/** As much of the world as these checks look at. */
interface Served {
  readonly server: Pick<SimServer, 'file' | 'filesFolder' | 'isUp'>
  readonly readers: Readers
  readonly record: WorldRecord
}

interface Named {
  messageId: string
  sha256: string
  blobId: string
}

function readNamed(server: Reader): Named[] {
  return server.all<Named>(
    `SELECT f.message_id AS messageId, f.sha256, f.blob_id AS blobId FROM message_files f ORDER BY f.message_id, f.item`
  )
}

const hashes = (files: unknown) => ((files ?? []) as { sha256: string }[]).map(({ sha256 }) => sha256)

/** Every message that is there has the files that its author named, and the server holds them whole. */
export function checkFilesWhole(world: Served): void {
  const server = world.readers.of(world.server.file)
  const named = readNamed(server)
  const messages = server.all<{ id: string }>("SELECT id FROM messages WHERE direction = 'out'")
  for (const { messageId, sha256, blobId } of named) {
    const object = path.join(world.server.filesFolder, 'objects', blobId)
    const found = existsSync(object) ? sha256Of(object) : 'nothing'
    if (found !== sha256)
      world.record.violate(
        'FI2',
        `${messageId} names the file ${sha256.slice(0, 8)}, the server has ${found.slice(0, 8)}`
      )
  }
  for (const { id } of messages) {
    const asked = hashes(
      (world.record.arrived.get(id)?.operation.args as { attachments?: unknown })?.attachments
    )
    const there = named.filter(({ messageId }) => messageId === id).map(({ sha256 }) => sha256)
    if (asked.join() !== there.join())
      world.record.violate(
        'FI2',
        `${id} was sent with ${asked.length} files and is there with ${there.length}`
      )
  }
}

/** What the server keeps of files: uploads, whole files, and what it knows of them. */
export function filesKept(world: Served): string[] {
  const blobs = world.readers.of(world.server.file).all<{ id: string }>('SELECT id FROM blobs')
  const folder = world.server.filesFolder
  const ids = blobs.map(({ id }) => id)
  return [...ids, ...namesIn(path.join(folder, 'objects')), ...namesIn(path.join(folder, 'uploads'))]
}

/**
 * After the days in which a file may wait, what no message names is gone.
 * @param before what was kept when the server began to look: a desk may begin an upload while it does
 */
export function checkCollected(world: Served, before: readonly string[]): void {
  if (!world.server.isUp) return
  const named = new Set(readNamed(world.readers.of(world.server.file)).map(({ blobId }) => blobId))
  const now = new Set(filesKept(world))
  const left = [...new Set(before)].filter((id) => now.has(id) && !named.has(id))
  if (left.length > 0) world.record.violate('FI8', `after eight days these are left: ${left.join(', ')}`)
}

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
