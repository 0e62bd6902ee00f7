// Runs the checks one after the other and tells one line about each.
import fs from 'node:fs'
import { Stop } from '../tool.ts'
import type { Check, CheckResult } from './check.ts'
import { imports } from './imports.ts'
import { lockFile } from './lock-file.ts'
import { style } from './style.ts'
import { types } from './types.ts'
import { unused } from './unused.ts'

const CHECKS = [types, style, imports, unused, lockFile]

async function runOne({ name, run }: Check): Promise<boolean> {
  const startedMs = Date.now()
  const result: CheckResult = await run()
  const ok = result.ok && result.count > 0
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1)
  console.log(`${ok ? 'ok    ' : 'failed'}  ${name.padEnd(10)} ${result.count} ${result.unit} (${seconds} s)`)
  if (!result.ok) console.log(`\n${result.output.trim()}\n`)
  else if (result.count === 0) console.log('\nIt looked at nothing, so it says nothing.\n')
  return ok
}

/** Runs all checks, or those named, and writes their number to out/results/check.json. */
export async function runChecks(names: string[]): Promise<{ passed: number; failed: number }> {
  const strange = names.find((name) => !CHECKS.some((check) => check.name === name))
  if (strange)
    throw new Stop(`There is no check "${strange}". Choose from: ${CHECKS.map((c) => c.name).join(', ')}.`)
  const chosen = CHECKS.filter(({ name }) => names.length === 0 || names.includes(name))
  const sum = { passed: 0, failed: 0 }
  for (const check of chosen) sum[(await runOne(check)) ? 'passed' : 'failed']++
  fs.mkdirSync('out/results', { recursive: true })
  fs.writeFileSync('out/results/check.json', JSON.stringify(sum))
  return sum
}
