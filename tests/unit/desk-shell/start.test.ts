import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Clock } from '#shared/base/clock.ts'
import { readEnvironment } from '../../../src-main/app/environment.ts'
import { createFirstLookFile } from '../../../src-main/app/first-look.ts'
import { createFirstPaint } from '../../../src-main/app/first-paint.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-start-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a run is told by its environment and its command line', () => {
  const env = { OCTOPUS_DESK_DATA: '/d', OCTOPUS_DESK_SERVER: 'https://s', OCTOPUS_DESK_DEMO_SIGN_IN: 'lead' }
  expect(readEnvironment(env, ['.', '--screenshot=/x.png'], true)).toEqual({
    dataFolder: '/d',
    defaultServerUrl: 'https://s',
    screenshotFile: '/x.png',
    demoRole: 'lead'
  })
  const nothing = { dataFolder: null, screenshotFile: null, demoRole: null }
  expect(readEnvironment({}, [], true)).toEqual({ ...nothing, defaultServerUrl: '' })
  expect(readEnvironment({}, ['--screenshot='], false)).toEqual({
    ...nothing,
    defaultServerUrl: 'http://127.0.0.1:4780'
  })
})

test('what the window needs first is read without trusting the file', () => {
  const box = { x: 1, y: 2, width: 1000, height: 700 }
  createFirstLookFile(folder).write({ theme: 'dark', place: { box, maximized: true } })
  expect(createFirstLookFile(folder).look).toEqual({ theme: 'dark', place: { box, maximized: true } })
  for (const written of ['', 'null', '[]', '{"theme":"pink","place":7}']) {
    writeFileSync(join(folder, 'window.json'), written)
    expect(createFirstLookFile(folder).look).toEqual({
      theme: 'system',
      place: { box: null, maximized: false }
    })
  }
})

/** Timers that the test lets run out. */
function handTimers() {
  const timers: { delayMs: number; callback: () => void }[] = []
  const clock: Clock = {
    nowMs: () => 0,
    after(delayMs, callback) {
      timers.push({ delayMs, callback })
      return () => {}
    }
  }
  return { clock, timers }
}

async function isOver(promise: Promise<void>): Promise<boolean> {
  return await Promise.race([
    promise.then(() => true),
    new Promise<false>((resolve) => setTimeout(resolve, 5, false))
  ])
}

test('other work waits until the page says that its first inbox is painted', async () => {
  const { clock } = handTimers()
  const firstPaint = createFirstPaint(clock)
  expect(await isOver(firstPaint.over)).toBe(false)
  firstPaint.painted()
  expect(await isOver(firstPaint.over)).toBe(true)
})

test('without an inbox it waits no longer than a while', async () => {
  const { clock, timers } = handTimers()
  const firstPaint = createFirstPaint(clock)
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([2000])
  expect(await isOver(firstPaint.over)).toBe(false)
  timers[0]?.callback()
  expect(await isOver(firstPaint.over)).toBe(true)
})
