import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteFile, type SqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'

const MIGRATIONS = [{ name: 'lines', sql: 'CREATE TABLE lines (n INTEGER PRIMARY KEY, text TEXT NOT NULL)' }]

let folder: string
let place: string
let file: SqliteFile
let added: number

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-log-'))
  place = path.join(folder, 'cache.db')
  file = openSqliteFile({ path: place, migrations: MIGRATIONS, durability: 'normal' })
  file.holdLog(true)
  file.checkpoint()
  added = 0
})
afterEach(() => {
  file.close()
  rmSync(folder, { recursive: true })
})

function add(count: number): void {
  file.transact((tx) => {
    for (let one = 0; one < count; one += 1) tx.run('INSERT INTO lines (text) VALUES (?)', 'x'.repeat(500))
  })
  added += count
}

/** How many lines a file has, with a log or without. */
function linesOf(from: string, log: string | null): number {
  const copy = path.join(folder, 'copy.db')
  rmSync(`${copy}-wal`, { force: true })
  copyFileSync(from, copy)
  if (log) copyFileSync(log, `${copy}-wal`)
  const database = new Database(copy)
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    return database.prepare<[], { n: number }>('SELECT count(*) AS n FROM lines').get()?.n ?? 0
  } finally {
    database.close()
  }
}

test('what the log holds goes into the file, and the log begins anew', async () => {
  add(2000)
  expect(linesOf(place, null)).toBe(0)
  await file.moveLog()
  expect(linesOf(place, null)).toBe(2000)
  const { size } = statSync(`${place}-wal`)
  for (let round = 0; round < 5; round += 1) {
    add(1000)
    await file.moveLog()
  }
  expect(statSync(`${place}-wal`).size).toBe(size)
  expect(linesOf(place, null)).toBe(added)
})

test('until the file is on the disk the log alone makes it whole, whatever is written meanwhile', async () => {
  add(2000)
  const before = path.join(folder, 'before.db')
  copyFileSync(place, before)
  let isMoving = true
  const moving = file.moveLog().finally(() => {
    isMoving = false
  })
  let looks = 0
  while (isMoving) {
    // its pages are in the file, of which nobody knows yet whether the disk has them
    if (statSync(place).size > statSync(before).size) {
      add(1)
      expect(linesOf(before, `${place}-wal`)).toBe(added)
      looks += 1
    }
    await setImmediate()
  }
  await moving
  expect(looks).toBeGreaterThan(0)
  expect(file.read.get('SELECT count(*) AS n FROM lines')).toEqual({ n: added })
})

/** The head of a log, and its first page with what stands before it. */
const HEAD_BYTES = 32
const PAGE_BYTES = 24 + 4096

test('the log is begun anew by a single page, so that no later commit waits for its head', async () => {
  add(2000)
  const log = () => readFileSync(`${place}-wal`)
  const before = log()
  await file.moveLog()
  const after = log()
  const head = after.subarray(0, HEAD_BYTES)
  expect(head).not.toEqual(before.subarray(0, HEAD_BYTES))
  expect(after.subarray(HEAD_BYTES + PAGE_BYTES)).toEqual(before.subarray(HEAD_BYTES + PAGE_BYTES))
  add(1)
  expect(log().subarray(0, HEAD_BYTES)).toEqual(head)
})

test('a power cut that keeps the new head or the new page or neither leaves the file whole', async () => {
  add(2000)
  const before = readFileSync(`${place}-wal`)
  await file.moveLog()
  const after = readFileSync(`${place}-wal`)
  const torn = path.join(folder, 'torn-wal')
  for (const [head, page] of [
    [before, after],
    [after, before],
    [before, before],
    [after, after]
  ] as const) {
    const pages = before.subarray(HEAD_BYTES + PAGE_BYTES)
    writeFileSync(
      torn,
      Buffer.concat([head.subarray(0, HEAD_BYTES), page.subarray(HEAD_BYTES, HEAD_BYTES + PAGE_BYTES), pages])
    )
    expect(linesOf(place, torn)).toBe(2000)
  }
})

test('a commit while the log goes to the disk is moved no less', async () => {
  add(2000)
  const moving = file.moveLog()
  add(1)
  await moving
  await file.moveLog()
  expect(linesOf(place, null)).toBe(2001)
})

test('a file that is closed meanwhile is left in peace', async () => {
  add(2000)
  const moving = file.moveLog()
  file.close()
  await moving
  file = openSqliteFile({ path: place, migrations: MIGRATIONS, durability: 'normal' })
  expect(file.read.get('SELECT count(*) AS n FROM lines')).toEqual({ n: 2000 })
})
