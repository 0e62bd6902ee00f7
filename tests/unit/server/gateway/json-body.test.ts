import { expect, test } from 'vitest'
import { isDeeper } from '../../../../src-server/gateway/json-body.ts'

test.each([
  ['{"a":[1]}', 2, false],
  ['{"a":[[1]]}', 2, true],
  ['{"a":"[[[{{{"}', 1, false],
  ['{"a":"\\"[[[","b":"\\\\"}', 1, false],
  ['[],[],[]', 1, false],
  ['"no end \\', 1, false],
  ['', 0, false]
])('%s is deeper than %i: %s', (text, limit, deeper) => {
  expect(isDeeper(text, limit)).toBe(deeper)
})
