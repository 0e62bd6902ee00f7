import { describe, expect, test } from 'vitest'
import { absoluteTime, exactAge, longAge, shortAge } from '../../../../src-renderer/ui/time-text.ts'

const nowMs = Date.UTC(2024, 5, 14, 12, 0, 0)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('short age', () => {
  test.each([
    [0, 'now'],
    [59_999, 'now'],
    [minute, '1m'],
    [59 * minute, '59m'],
    [hour, '1h'],
    [23 * hour, '23h'],
    [2 * day, 'Wed'],
    [20 * day, '25 May'],
    [400 * day, '11 May 2023'],
    [-5 * minute, 'now']
  ])('%d ms ago is %j', (ageMs, text) => {
    expect(shortAge(nowMs - ageMs, nowMs, 'en-GB')).toBe(text)
  })

  test('speaks the language of the person', () => {
    expect(shortAge(nowMs - 5 * minute, nowMs, 'de')).toBe('5 Min.')
    expect(shortAge(nowMs, nowMs, 'fr')).toBe('maintenant')
  })
})

describe('long age', () => {
  test.each([
    [10_000, 'now'],
    [2 * minute, '2 minutes ago'],
    [3 * hour, '3 hours ago'],
    [day, 'yesterday'],
    [400 * day, '11 May 2023']
  ])('%d ms ago is %j', (ageMs, text) => {
    expect(longAge(nowMs - ageMs, nowMs, 'en-GB')).toBe(text)
  })
})

test('[DT4] an exact age counts the seconds of the first minute', () => {
  const ages = [0, 2_999, 3_000, 59_999, minute, -day]
  expect(ages.map((ageMs) => exactAge(nowMs - ageMs, nowMs, 'en-GB'))).toEqual([
    'now',
    'now',
    '3 sec ago',
    '59 sec ago',
    '1 minute ago',
    'now'
  ])
})

test('the absolute time names day, year and zone', () => {
  expect(absoluteTime(nowMs, 'en-GB')).toMatch(/Friday,? 14 June 2024 at \d\d:\d\d:\d\d \S+/)
})
