import type { ReadableDb } from '../../sqlite/sqlite-file.ts'

/** Names of people and channels, looked up once each until something changes, however many rows speak of them. */
export interface Names {
  /** null for somebody who is not here (yet, or any more) */
  user(id: string): string | null
  channel(id: string): { name: string; color: number }
  /** A row may have changed: look again. */
  forget(): void
}

const NO_CHANNEL = { name: '', color: 0 }

export function namesFrom(db: ReadableDb): Names {
  const users = new Map<string, string | null>()
  const channels = new Map<string, { name: string; color: number }>()
  return {
    user(id) {
      let name = users.get(id)
      if (name === undefined) {
        name = db.get<{ name: string }>('SELECT name FROM users WHERE id = ?', id)?.name ?? null
        users.set(id, name)
      }
      return name
    },
    channel(id) {
      let channel = channels.get(id)
      if (channel === undefined) {
        channel = db.get<typeof NO_CHANNEL>('SELECT name, color FROM channels WHERE id = ?', id) ?? NO_CHANNEL
        channels.set(id, channel)
      }
      return channel
    },
    forget() {
      users.clear()
      channels.clear()
    }
  }
}
