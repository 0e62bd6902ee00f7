import { globSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { DeskHeld, HeldMessage } from '../checker/evidence.ts'
import { readTables } from './server-held.ts'

/** The folder of the only account of a profile. */
export function accountFolder(profile: string): string {
  const [outbox] = globSync('accounts/*/outbox.db', { cwd: profile })
  if (!outbox) throw new Error(`nobody has signed in at ${profile}`)
  return path.dirname(path.join(profile, outbox))
}

/** Everything that the checker wants to know of a desk, from its two files. */
export function readDeskHeld(name: string, profile: string): DeskHeld {
  const folder = accountFolder(profile)
  const cache = new BetterSqlite3(path.join(folder, 'cache.db'), { readonly: true })
  const outbox = new BetterSqlite3(path.join(folder, 'outbox.db'), { readonly: true })
  try {
    return {
      name,
      cursor: cache.prepare('SELECT cursor FROM sync_state').pluck().get() as number | null,
      outbox: outbox
        .prepare('SELECT op_id AS opId, state, type FROM operations ORDER BY place')
        .all() as DeskHeld['outbox'],
      messages: cache
        .prepare(
          `SELECT m.id, c.id AS conversationId, m.position, m.direction, m.text FROM messages AS m
           JOIN conversations AS c ON c.key = m.conversation_key`
        )
        .all() as HeldMessage[],
      drafts: Object.fromEntries(
        outbox.prepare('SELECT conversation_id, text FROM drafts').raw().all() as []
      ),
      tables: readTables(cache, () => '')
    }
  } finally {
    cache.close()
    outbox.close()
  }
}
