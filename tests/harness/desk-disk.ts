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

/** The texts of all drafts that are on the disk at this moment, read beside the running desk. */
export function draftsOnDisk(profile: string): string[] {
  return globSync('accounts/*/outbox.db', { cwd: profile }).flatMap((file) => {
    const db = new BetterSqlite3(path.join(profile, file), { readonly: true })
    try {
      return db
        .prepare<[], { text: string }>('SELECT text FROM drafts')
        .all()
        .map(({ text }) => text)
    } finally {
      db.close()
    }
  })
}
