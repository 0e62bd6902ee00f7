import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCache } from '../../../src-main/cache/cache.ts'

let folder: string
let copy: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-evicted-'))
  copy = mkdtempSync(path.join(tmpdir(), 'octopus-evicted-'))
})
afterEach(() => {
  for (const made of [folder, copy]) rmSync(made, { recursive: true, force: true })
})

const open = (at: string) => openCache(at, 'acme/mia', () => undefined)
const holds = (at: string) =>
  readdirSync(at).some((name) => readFileSync(path.join(at, name)).includes('swordfish'))

test('[AC2] what a kill left in the log between an eviction and its clean-up is gone when the desk opens', () => {
  const cache = open(folder)
  cache.transact((tx) =>
    tx.run("INSERT INTO partners (id, name, status, body, version) VALUES ('p', 'swordfish', 'new', '{}', 1)")
  )
  cache.transact((tx) => tx.run("DELETE FROM partners WHERE id = 'p'"))
  // as a kill leaves them: the log is not moved into the file
  for (const name of readdirSync(folder)) copyFileSync(path.join(folder, name), path.join(copy, name))
  cache.close()
  expect(holds(copy)).toBe(true)
  const opened = open(copy)
  expect(holds(copy)).toBe(false)
  opened.close()
})
