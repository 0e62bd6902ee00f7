import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ObjectStore } from './object-store.ts'

const ID = /^[A-Za-z0-9_-]{1,64}$/

/** Objects as files of one local folder, which is made when the first one comes. The folder must be on the disk of the uploads. */
export function openFolderStore(folder: string): ObjectStore {
  function place(id: string): string {
    if (!ID.test(id)) throw new Error('an object has an id of the server, never a name')
    return path.join(folder, id)
  }
  return {
    async take(id, from) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await flush(from)
      await rename(from, place(id))
      await flush(folder)
    },
    async has(id, sizeBytes) {
      const found = await stat(place(id)).catch(() => null)
      return found?.isFile() === true && found.size === sizeBytes
    },
    open: (id, part) => createReadStream(place(id), part ? { start: part.from, end: part.to } : {}),
    remove: (id) => rm(place(id), { force: true }),
    async takenBefore(atMs) {
      const ids = (await readdir(folder).catch(() => [])).filter((name) => ID.test(name))
      const old = await Promise.all(
        ids.map(async (id) => ((await stat(place(id)).catch(() => null))?.mtimeMs ?? atMs) < atMs)
      )
      return ids.filter((_, index) => old[index])
    }
  }
}

/** Waits until a file, or the names in a folder, are on the disk. */
async function flush(place: string): Promise<void> {
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
