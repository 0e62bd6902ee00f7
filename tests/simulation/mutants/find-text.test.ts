import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { MUTANTS } from './list.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')

test('each planted bug still has its place, exactly once, and a name of its own', () => {
  const lost = MUTANTS.flatMap(({ name, file, find, replace }) => {
    const times = readFileSync(path.join(ROOT, file), 'utf8').split(find).length - 1
    return times === 1 && find !== replace ? [] : [`${name}: ${times} times in ${file}`]
  })
  expect(lost).toEqual([])
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
  expect(MUTANTS.length).toBeGreaterThan(40)
})
