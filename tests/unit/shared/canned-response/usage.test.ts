import { expect, test } from 'vitest'
import { isUnused, UNUSED_AFTER_MS, whatBecameOf } from '#shared/features/canned-response/usage.ts'

const text = 'Hello Amal, your order {{?number}} is on its way. Bye, Mia'
const plain = 'Hello Amal, your parcel waits at the post office.'

test.each([
  ['sent as it is', plain, null, plain, 'as it was'],
  ['with words around it', plain, null, `Hi!\n${plain} See you`, 'as it was'],
  ['with what it asks for filled in', text, null, text.replace('{{?number}}', '4711'), 'as it was'],
  ['written on where the caret was', 'Hi Amal, Bye', 9, 'Hi Amal, all is well. Bye', 'as it was'],
  ['changed', plain, null, 'Hello Amal, your parcel waits at our shop.', 'edited'],
  ['replaced', plain, null, 'No, we are closed today.', null],
  ['taken back', plain, null, 'Yes', null],
  ['nothing but what is filled in', '{{?number}}', null, '4711', null]
] as const)('[CR4] a response that is %s', (_case, inserted, caret, sent, became) => {
  expect(whatBecameOf({ text: inserted, caret }, sent)).toBe(became)
})

test('[CR4] a response is unused when nobody has used or changed it for 90 days', () => {
  const now = 2 * UNUSED_AFTER_MS
  const of = (lastUsedAtMs: number | null, updatedAtMs: number) =>
    isUnused({ usage: { lastUsedAtMs }, updatedAtMs }, now)
  expect([of(null, 0), of(1, 1), of(now - UNUSED_AFTER_MS - 1, 0)]).toEqual([true, true, true])
  expect([of(now - 1, 0), of(null, now - 1), of(now - UNUSED_AFTER_MS, 0)]).toEqual([false, false, false])
})
