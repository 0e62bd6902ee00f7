/** The bytes of files that are not sent yet, over a reload. */
export interface KeptFiles {
  put(sha256: string, blob: Blob): Promise<void>
  /** null when this device does not have it any more */
  get(sha256: string): Promise<Blob | null>
  remove(sha256: string): Promise<void>
}

const STORE = 'files'

/** Keeps files while the page is open, where the browser keeps nothing. */
export function memoryFiles(): KeptFiles {
  const files = new Map<string, Blob>()
  return {
    put: async (sha256, blob) => void files.set(sha256, blob),
    get: async (sha256) => files.get(sha256) ?? null,
    remove: async (sha256) => void files.delete(sha256)
  }
}

/** The browser's own database, or memory where it is refused (private windows, a full disk). */
export function browserFiles(slug: string): KeptFiles {
  const memory = memoryFiles()
  let opening: Promise<IDBDatabase | null> | null = null
  const database = () => {
    opening ??= openDatabase(`octopus-chat/${slug}`)
    return opening
  }

  async function ask<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) {
    const opened = await database()
    if (!opened) return null
    return await new Promise<T | null>((resolve) => {
      try {
        const transaction = opened.transaction(STORE, mode)
        const request = work(transaction.objectStore(STORE))
        transaction.oncomplete = () => resolve(request.result)
        transaction.onabort = () => resolve(null)
      } catch {
        resolve(null)
      }
    })
  }

  return {
    async put(sha256, blob) {
      await memory.put(sha256, blob)
      await ask('readwrite', (store) => store.put(blob, sha256))
    },
    get: async (sha256) =>
      (await memory.get(sha256)) ?? (await ask<Blob>('readonly', (store) => store.get(sha256))) ?? null,
    async remove(sha256) {
      await memory.remove(sha256)
      await ask('readwrite', (store) => store.delete(sha256))
    }
  }
}

function openDatabase(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(STORE)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}
