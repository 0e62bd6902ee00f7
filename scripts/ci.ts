// Everything that must hold before a change is taken: checks, then tests, then their sum on the last line.
import { runChecks } from './check/run-checks.ts'
import { add } from './test/count.ts'
import { runE2eTests, runUnitTests } from './test/run-tests.ts'
import { main, Stop } from './tool.ts'

/** What cannot even be built has failed once; the sum is told all the same. */
async function e2e() {
  try {
    return await runE2eTests([])
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    console.error(error.message)
    return { passed: 0, failed: 1 }
  }
}

main(async () => {
  const sum = [await runChecks([]), await runUnitTests([]), await e2e()].reduce(add)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 ? 0 : 1
})
