import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { MessageId, uuidv7 } from '#shared/base/ids.ts'

test('a UUIDv7 carries its time, version and variant', () => {
  // the example of RFC 9562, appendix A.6
  const bytes = Uint8Array.from(Buffer.from('017f22e279b07cc398c4dc0c0c07398f', 'hex'))
  expect(uuidv7(0x017f22e279b0, () => bytes)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('ids of later moments sort behind earlier ones', () => {
  const at = (nowMs: number) => uuidv7(nowMs, (length) => randomBytes(length))
  expect(at(1_800_000_000_000) < at(1_800_000_000_001)).toBe(true)
})

test.each(['', 'a'.repeat(65), '../x', 'a b', 'ä', 'a\0'])('%j is no id', (text) => {
  expect(MessageId.safeParse(text).success).toBe(false)
})
