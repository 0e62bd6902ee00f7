// Unit tests, then the bundles, then the tests of the running product.
import fs from 'node:fs'
import { buildWhatChanged } from '../build/bundle.ts'
import { runTool } from '../tool.ts'
import { countE2e, countUnit, type Sum } from './count.ts'

const UNIT = 'out/results/unit.json'
const E2E = 'out/results/e2e.json'

/** A runner that ends badly although it counts no failure has failed. */
const judge = (code: number, sum: Sum): Sum => (code !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum)

export async function runUnitTests(args: string[]): Promise<Sum> {
  fs.rmSync(UNIT, { force: true })
  const code = await runTool('vitest', ['run', ...args])
  return judge(code, countUnit(UNIT))
}

export async function runE2eTests(args: string[]): Promise<Sum> {
  fs.rmSync(E2E, { force: true })
  await buildWhatChanged()
  const code = await runTool('playwright', ['test', '--project=e2e', ...args])
  return judge(code, countE2e(E2E))
}
