// `npm run server`: the server alone, as in production. Its settings are its environment.
import { buildWhatChanged } from './build/bundle.ts'
import { main, runTool } from './tool.ts'

main(async () => {
  await buildWhatChanged(['follower'])
  return runTool(process.execPath, ['src-server/index.ts', ...process.argv.slice(2)])
})
