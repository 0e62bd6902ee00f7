// Reads how many tests passed and failed from what the test runners wrote.
import fs from 'node:fs'

export type Sum = { passed: number; failed: number }

export const add = (a: Sum, b: Sum): Sum => ({ passed: a.passed + b.passed, failed: a.failed + b.failed })

function read<T>(file: string): T | undefined {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as T) : undefined
}

/** A runner that wrote nothing, or that ran nothing, counts as one failure. */
const orFailure = (sum: Sum): Sum => (sum.passed + sum.failed > 0 ? sum : { passed: 0, failed: 1 })

/** vitest: a file that could not even be loaded has no tests and counts as one failure. */
export function countUnit(file: string): Sum {
  const report = read<{
    numPassedTests: number
    numFailedTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }>(file)
  if (!report) return orFailure({ passed: 0, failed: 0 })
  const broken = report.testResults.filter((r) => r.status === 'failed' && r.assertionResults.length === 0)
  return orFailure({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length })
}

/** Playwright: a flaky test has failed once, so it has failed. */
export function countE2e(file: string): Sum {
  const report = read<{
    stats: { expected: number; unexpected: number; flaky: number }
    errors: unknown[]
  }>(file)
  if (!report) return orFailure({ passed: 0, failed: 0 })
  const { expected, unexpected, flaky } = report.stats
  return orFailure({ passed: expected, failed: unexpected + flaky + report.errors.length })
}
