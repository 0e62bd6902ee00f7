import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** `- **CH1** ...`, as requirements and promises are written. */
const DEFINED = /^- \*\*([A-Z]{2}\d+)\*\*/gm
/** `[CH1]`, `[CH1, CH9]` at the beginning of a test's name. */
const CITED = /\b(?:test|describe)(?:\.\w+)?\(\s*['"`]((?:\[[^\]]*\] ?)+)/g

test('what tests cite is written down', () => {
  const defined = ['docs/requirements.md', 'docs/sync-spec.md'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(DEFINED)].map(([, id]) => id)
  )
  const strange = globSync('tests/**/*.{test,spec}.{ts,tsx}').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(CITED)]
      .flatMap(([, brackets = '']) => brackets.match(/[A-Z]{2}\d+/g) ?? [])
      .filter((id) => !defined.includes(id))
      .map((id) => `${file}: ${id}`)
  )
  expect(strange).toEqual([])
  expect(defined.length).toBeGreaterThan(50)
})
