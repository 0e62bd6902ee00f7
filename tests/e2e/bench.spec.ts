import fs from 'node:fs'
import { expect } from '@playwright/test'
import type { Figure } from '../../bench/figure.ts'
import { MEASUREMENTS } from '../../bench/figures.ts'
import { captureTool } from '../../scripts/tool.ts'
import { test } from './test.ts'

/** It starts servers and desks of its own, one after the other. */
const WITHIN_MS = 480_000

/** Looked at by `npm run bench` alone: each takes a window as cold-start and picker-paint do, and a long look at it. */
const LONG_LOOKS = [
  'idle-memory',
  'follower-to-desk',
  'drop-to-chip',
  'search-paint',
  'scroll-thread',
  'pending-rows',
  'window-stall'
]

const measured = Object.entries(MEASUREMENTS).filter(([name]) => !LONG_LOOKS.includes(name))

test('the bench measures its figures beside their floors', async () => {
  test.setTimeout(WITHIN_MS)
  const out = test.info().outputPath('figures.json')
  const names = measured.map(([name]) => name)
  const { code, output } = await captureTool(process.execPath, [
    'bench/run.ts',
    '--small',
    '--out',
    out,
    ...names
  ])
  expect(code, output).toBe(0)
  const { figures } = JSON.parse(fs.readFileSync(out, 'utf8')) as { figures: Figure[] }

  expect(figures.map(({ name }) => name)).toEqual(measured.flatMap(([, { figures }]) => figures))
  // how long anything takes depends on the machine; that it was measured at all does not
  for (const { name, value, floorValue, ratio } of figures) {
    expect(Number.isFinite(value), `${name} is a number: ${value}`).toBe(true)
    expect(floorValue, `${name} has a floor`).toBeGreaterThan(0)
    expect(Number.isFinite(ratio), `${name} has a ratio: ${ratio}`).toBe(true)
  }
  const of = (name: string) => figures.find((figure) => figure.name === name)
  expect(of('cold-start')?.value).toBeGreaterThan(0)
  expect(of('picker-paint')?.detail).toMatchObject({ keys: expect.any(Number) })
})

test('the bench says which figures there are when asked for another', async () => {
  const { code, output } = await captureTool(process.execPath, ['bench/run.ts', 'warp-speed'])
  expect(code).toBe(1)
  expect(output).toContain('There is no figure "warp-speed".')
  expect(output).toContain('cold-start')
  expect(output).not.toMatch(/^\s+at /m)
})
