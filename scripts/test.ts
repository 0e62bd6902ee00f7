// `npm test`: unit tests and tests of the running product. `--unit` or `--e2e` runs one sort; further words go to
// its runner, for example a file: npm run test:unit -- tests/unit/outbox
import { add, type Sum } from './test/count.ts'
import { runE2eTests, runUnitTests } from './test/run-tests.ts'
import { main } from './tool.ts'

main(async () => {
  const [sort, ...rest] = process.argv.slice(2)
  let sum: Sum
  if (sort === '--unit') sum = await runUnitTests(rest)
  else if (sort === '--e2e') sum = await runE2eTests(rest)
  else sum = add(await runUnitTests([]), await runE2eTests([]))
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 ? 0 : 1
})
