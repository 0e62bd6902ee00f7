/** A file of a message that the server does not have yet; its bytes are kept apart. */
export interface UnsentFile {
  sha256: string
  name: string
  sizeBytes: number
  mediaType: string
  /** where its upload goes on; null before it has begun */
  uploadUrl: string | null
  isUp: boolean
}

/** A message that the server does not have yet. */
export interface Unsent {
  id: string
  text: string
  files: UnsentFile[]
  writtenAtMs: number
  /** why the server will never take it as it is; null while it waits for its turn */
  refused: string | null
}

/** What one channel's page keeps in this browser: the text being written, and what is not sent. */
export interface Kept {
  draft(): string
  saveDraft(text: string): void
  unsent(): Unsent[]
  add(message: Unsent): void
  remove(id: string): void
  refuse(id: string, reason: string): void
  /** Notes how far the files of a message have come. */
  updateFiles(id: string, change: (file: UnsentFile) => UnsentFile): void
  /** Calls back when another tab of the same channel changed what is not sent. */
  onOtherTab(listener: () => void): () => void
}

/** The part of the browser's storage that is used, so that a browser that refuses it can be replaced by memory. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Keeps things while the page is open, where the browser keeps nothing. */
export function memoryStore(): Store {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key)
  }
}

/** The browser's storage, or memory where it is refused (private windows, blocked cookies). */
export function browserStore(): Store {
  try {
    const probe = 'octopus-chat/probe'
    localStorage.setItem(probe, probe)
    localStorage.removeItem(probe)
    return localStorage
  } catch {
    return memoryStore()
  }
}

/**
 * Opens what is kept for one channel. Each change reads, changes and writes at once, so that two tabs do not
 * overwrite each other's messages. A full disk loses nothing that is on screen: the copy in memory goes on.
 * @param tabs where the `storage` events of other tabs arrive: the window
 */
export function openKept(store: Store, slug: string, tabs: EventTarget): Kept {
  const draftKey = `octopus-chat/${slug}/draft`
  const unsentKey = `octopus-chat/${slug}/unsent`
  let overflow: Unsent[] | null = null

  function read(): Unsent[] {
    return overflow ?? parseUnsent(store.getItem(unsentKey))
  }

  function write(unsent: Unsent[]): void {
    try {
      if (unsent.length === 0) store.removeItem(unsentKey)
      else store.setItem(unsentKey, JSON.stringify(unsent))
      overflow = null
    } catch {
      overflow = unsent
    }
  }

  return {
    draft: () => store.getItem(draftKey) ?? '',
    saveDraft(text) {
      try {
        if (text === '') store.removeItem(draftKey)
        else store.setItem(draftKey, text)
      } catch {
        // the text is still in the composer
      }
    },
    unsent: read,
    add: (message) => write([...read(), message]),
    remove: (id) => write(read().filter((message) => message.id !== id)),
    refuse: (id, refused) =>
      write(read().map((message) => (message.id === id ? { ...message, refused } : message))),
    updateFiles: (id, change) =>
      write(
        read().map((message) =>
          message.id === id ? { ...message, files: message.files.map(change) } : message
        )
      ),
    onOtherTab(listener) {
      const onStorage = (event: Event) => {
        if (event instanceof StorageEvent && event.key === unsentKey) listener()
      }
      tabs.addEventListener('storage', onStorage)
      return () => tabs.removeEventListener('storage', onStorage)
    }
  }
}

function parseUnsent(raw: string | null): Unsent[] {
  if (raw === null) return []
  try {
    const parsed: unknown = JSON.parse(raw)
    // a page of the version before files kept none
    return Array.isArray(parsed)
      ? parsed.filter(isUnsent).map((one) => ({ ...one, files: one.files ?? [] }))
      : []
  } catch {
    return []
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== 'object' || value === null) return false
  const message = value as Record<string, unknown>
  return (
    typeof message.id === 'string' &&
    typeof message.text === 'string' &&
    typeof message.writtenAtMs === 'number' &&
    (message.refused === null || typeof message.refused === 'string')
  )
}
