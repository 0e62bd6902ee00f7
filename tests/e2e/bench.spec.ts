import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Figure } from '../../bench/figure.ts'
import { MEASUREMENTS } from '../../bench/figures.ts'
import { captureTool } from '../../scripts/tool.ts'

/** It starts servers and desks of its own, one after the other. */
const WITHIN_MS = 300_000

const promised = Object.values(MEASUREMENTS).flatMap(({ figures }) => figures)

test('the bench measures every figure beside its floor', async () => {
  test.setTimeout(WITHIN_MS)
  const out = test.info().outputPath('figures.json')
  const { code, output } = await captureTool(process.execPath, ['bench/run.ts', '--small', '--out', out])
  expect(code, output).toBe(0)
  const { figures } = JSON.parse(fs.readFileSync(out, 'utf8')) as { figures: Figure[] }

  expect(figures.map(({ name }) => name)).toEqual(promised)
  // how long anything takes depends on the machine; that it was measured at all does not
  for (const { name, value, floorValue, ratio } of figures) {
    expect(Number.isFinite(value), `${name} is a number: ${value}`).toBe(true)
    expect(floorValue, `${name} has a floor`).toBeGreaterThan(0)
    expect(Number.isFinite(ratio), `${name} has a ratio: ${ratio}`).toBe(true)
  }
  const of = (name: string) => figures.find((figure) => figure.name === name)
  expect(of('cold-start')?.value).toBeGreaterThan(0)
  expect(of('idle-memory')?.value).toBeGreaterThan(of('idle-memory')?.floorValue ?? 0)
  expect(of('picker-paint')?.detail).toMatchObject({ keys: expect.any(Number) })
})

test('the bench says which figures there are when asked for another', async () => {
  const { code, output } = await captureTool(process.execPath, ['bench/run.ts', 'warp-speed'])
  expect(code).toBe(1)
  expect(output).toContain('There is no figure "warp-speed".')
  expect(output).toContain('cold-start')
  expect(output).not.toMatch(/^\s+at /m)
})
