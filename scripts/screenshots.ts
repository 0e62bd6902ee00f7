// `npm run screenshots`: pictures of every view from the running product, into out/screenshots.
import { buildWhatChanged } from './build/bundle.ts'
import { main, runTool } from './tool.ts'

main(async () => {
  await buildWhatChanged()
  return runTool('playwright', ['test', '--project=screenshots', ...process.argv.slice(2)])
})
