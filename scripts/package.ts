// `npm run package`: installers for this system into dist/. On the fallback runtime only the unpacked app is made:
// the installers' own tools are downloaded, and who can do that gets the official Electron too.
import fs from 'node:fs'
import path from 'node:path'
import { buildWhatChanged } from './build/bundle.ts'
import { main, runTool } from './tool.ts'

function fallbackArguments(): string[] {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!folder) return []
  const version = fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  return ['--linux', 'dir', `-c.electronDist=${folder}`, `-c.electronVersion=${version}`]
}

main(async () => {
  await buildWhatChanged(['desk'])
  return runTool('electron-builder', ['--publish', 'never', ...fallbackArguments(), ...process.argv.slice(2)])
})
