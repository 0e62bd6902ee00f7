import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** `- **CH1** ...`, as requirements and promises are written. */
const DEFINED = /^- \*\*([A-Z]{2}\d+)\*\*/gm
/** `[CH1]`, `[CH1, CH9]` at the beginning of a test's name. */
const CITED = /\b(?:test|describe)(?:\.\w+)?\(\s*['"`]((?:\[[^\]]*\] ?)+)/g

const idsIn = (file: string) => [...readFileSync(file, 'utf8').matchAll(DEFINED)].map(([, id = '']) => id)

/** What each test file cites. */
const cited = globSync('tests/**/*.{test,spec}.{ts,tsx}').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(CITED)]
    .flatMap(([, brackets = '']) => brackets.match(/[A-Z]{2}\d+/g) ?? [])
    .map((id) => ({ file, id }))
)

test('what tests cite is written down', () => {
  const defined = ['docs/requirements.md', 'docs/sync-spec.md'].flatMap(idsIn)
  expect(cited.filter(({ id }) => !defined.includes(id))).toEqual([])
  expect(defined.length).toBeGreaterThan(50)
})

test('each promise of the sync engine is cited by a test, and stands there once', () => {
  const promises = idsIn('docs/sync-spec.md')
  expect(promises.filter((promise) => !cited.some(({ id }) => id === promise))).toEqual([])
  expect(promises.filter((promise, index) => promises.indexOf(promise) !== index)).toEqual([])
  expect(promises.length).toBeGreaterThan(50)
})
