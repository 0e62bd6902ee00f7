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
  /** of the message or the canned response */
  by: string
  sha256: string
  blobId: string
}

/** What messages name, and canned responses that were not removed. */
function readNamed(server: Reader): Named[] {
  return server.all<Named>(
    `SELECT message_id AS by, sha256, blob_id AS blobId, item FROM message_files
     UNION ALL SELECT f.response_id, f.sha256, f.blob_id, f.item FROM response_files f
       JOIN canned_responses r ON r.tenant_id = f.tenant_id AND r.id = f.response_id AND r.deleted_at_ms IS NULL
     ORDER BY 1, 4`
  )
}

const hashes = (files: unknown) => ((files ?? []) as { sha256: string }[]).map(({ sha256 }) => sha256)

/** Every message that is there has the files that its author named, as every canned response those that it shows; the server holds them whole. */
export function checkFilesWhole(world: Served): void {
  const server = world.readers.of(world.server.file)
  const named = readNamed(server)
  const messages = server.all<{ id: string }>("SELECT id FROM messages WHERE direction = 'out'")
  for (const { by, sha256, blobId } of named) {
    const object = path.join(world.server.filesFolder, 'objects', blobId)
    const found = existsSync(object) ? sha256Of(object) : 'nothing'
    if (found !== sha256)
      world.record.violate(
        'FI2',
        `${by} names the file ${sha256.slice(0, 8)}, the server has ${found.slice(0, 8)}`
      )
  }
  for (const { id } of messages) {
    const asked = hashes(
      (world.record.arrived.get(id)?.operation.args as { attachments?: unknown })?.attachments
    )
    const there = named.filter(({ by }) => by === id).map(({ sha256 }) => sha256)
    if (asked.join() !== there.join())
      world.record.violate(
        'FI2',
        `${id} was sent with ${asked.length} files and is there with ${there.length}`
      )
  }
  const responses = server.all<{ id: string; attachments: string }>(
    'SELECT id, attachments FROM canned_responses WHERE deleted_at_ms IS NULL'
  )
  for (const { id, attachments } of responses) {
    const there = named.filter(({ by }) => by === id).map(({ sha256 }) => sha256)
    if (hashes(JSON.parse(attachments)).join() !== there.join())
      world.record.violate('FI8', `the canned response ${id} says ${attachments} and names ${there.join()}`)
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
 * After the days in which a file may wait, what no message and no canned response names is gone.
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
