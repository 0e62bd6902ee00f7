import { globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'

/** Every file below a desk's profile. */
export function profileFiles(profile: string): string[] {
  return globSync('**/*', { cwd: profile }).filter((file) => {
    // a lock of Chromium is a link that leads nowhere
    const stat = statSync(path.join(profile, file), { throwIfNoEntry: false })
    return stat?.isFile()
  })
}

/** The files below a desk's profile in which the text stands, as UTF-8 or UTF-16. */
export function filesWith(profile: string, text: string): string[] {
  const needles = [Buffer.from(text), Buffer.from(text, 'utf16le')]
  return profileFiles(profile).filter((file) => {
    const bytes = read(path.join(profile, file))
    return needles.some((needle) => bytes.includes(needle))
  })
}

/** What stands in a file; nothing, if the running desk has removed it meanwhile. */
function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

/** What the Outbox files hold at this moment, read beside the running desk; the query answers one text a row. */
function textsOnDisk(profile: string, sql: string): string[] {
  return globSync('accounts/*/outbox.db', { cwd: profile }).flatMap((file) => {
    const db = new BetterSqlite3(path.join(profile, file), { readonly: true })
    try {
      return db.prepare<[], string>(sql).pluck().all()
    } finally {
      db.close()
    }
  })
}

/** The texts of all drafts. */
export function draftsOnDisk(profile: string): string[] {
  return textsOnDisk(profile, 'SELECT text FROM drafts')
}

/** Type and state of all Operations that are not settled, as "message.send sending"; those that nobody is shown included. */
export function operationsOnDisk(profile: string): string[] {
  return textsOnDisk(profile, `SELECT type || ' ' || state FROM operations ORDER BY place`)
}
