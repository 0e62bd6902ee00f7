// `npm run dev`: like `npm start`, with everything reloading when a source changes.
import path from 'node:path'
import { buildWhatChanged } from './build/bundle.ts'
import { parseStartArguments } from './start/arguments.ts'
import { beTheOnlyOne } from './start/only-one.ts'
import { startServer } from './start/server.ts'
import { aborted, toldToEnd } from './start/signals.ts'
import { main, runTool } from './tool.ts'

main(async () => {
  const args = parseStartArguments(process.argv.slice(2), process.env)
  const { folder } = args
  const place = await beTheOnlyOne(folder, () => '')
  const signal = toldToEnd()
  await buildWhatChanged(['follower'])
  const server = await startServer({ ...args, signal, watch: true })
  const desk = runTool('electron-vite', ['dev'], {
    env: {
      ...process.env,
      OCTOPUS_DESK_DATA: path.join(folder, 'desk'),
      OCTOPUS_DESK_SERVER: server.url
    }
  })
  const first = await Promise.race([desk, aborted(signal)])
  await server.stop()
  place.release()
  return first === 'told to end' ? 0 : first
})
