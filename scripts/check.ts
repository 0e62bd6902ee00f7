// `npm run check`: everything that can be known without running the product.
// `npm run check -- types imports` runs some.
import { runChecks } from './check/run-checks.ts'
import { main } from './tool.ts'

main(async () => {
  const { failed } = await runChecks(process.argv.slice(2))
  return failed === 0 ? 0 : 1
})
