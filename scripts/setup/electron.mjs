// Which Electron to run: a given one, the official one, or the fallback where downloads are closed.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { ensureFallback, hasFallback } from './fallback/runtime.mjs'
import { installFallbackSqlite } from './fallback/sqlite.mjs'
import { alone } from './lock.mjs'
import { Stop, say } from './say.mjs'

const PACKAGE = 'node_modules/electron'
const UNREACHABLE = 'node_modules/.cache/octopus-desk/electron-unreachable'
const ASK_AGAIN_MS = 24 * 3600_000

/** @param {string} file */
function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} version
 */
async function download(env, version) {
  const site =
    env.ELECTRON_MIRROR || env.npm_config_electron_mirror || 'https://github.com/electron/electron/releases/'
  const reachable = await fetch(site, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false
  )
  if (reachable) say(`downloading Electron ${version}`)
  // without the site this still finds an archive that an earlier download has cached
  spawnSync('node', [`${PACKAGE}/install.js`], {
    env,
    stdio: reachable ? 'inherit' : 'ignore',
    timeout: reachable ? 900_000 : 15_000
  })
  return site
}

function wasUnreachable() {
  return fs.existsSync(UNREACHABLE) && Date.now() - fs.statSync(UNREACHABLE).mtimeMs < ASK_AGAIN_MS
}

function rememberUnreachable() {
  fs.mkdirSync(path.dirname(UNREACHABLE), { recursive: true })
  fs.writeFileSync(UNREACHABLE, '')
}

/** @param {NodeJS.ProcessEnv} env */
async function findFolder(env) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return { folder: env.ELECTRON_OVERRIDE_DIST_PATH, official: false }
  const { version } = JSON.parse(fs.readFileSync(`${PACKAGE}/package.json`, 'utf8'))
  const isOfficial = () => read(`${PACKAGE}/path.txt`) && read(`${PACKAGE}/dist/version`) === version
  const official = { folder: path.resolve(PACKAGE, 'dist'), official: true }
  if (isOfficial()) return official
  if (!(wasUnreachable() && hasFallback())) {
    const site = await download(env, version)
    if (isOfficial()) return official
    if (!(await ensureFallback()))
      throw new Stop(
        `Electron ${version} could not be downloaded from ${site}. Check the network, or set ELECTRON_MIRROR to a mirror or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`
      )
    rememberUnreachable()
  }
  const folder = await ensureFallback()
  if (!folder) throw new Stop('The fallback runtime has gone. Run the command again.')
  say(
    `note: Electron ${version} cannot be downloaded here; using Electron ${read(path.join(folder, 'version'))} instead (for development and tests only)`
  )
  await installFallbackSqlite(folder)
  return { folder, official: false }
}

/**
 * Makes sure that an Electron is there, tells it to the tools by `env`, and returns its executable.
 * @param {NodeJS.ProcessEnv} env changed in place
 */
export async function ensureElectron(env) {
  const { folder, official } = await alone('electron', () => findFolder(env))
  const name = read(`${PACKAGE}/path.txt`) ?? (process.platform === 'win32' ? 'electron.exe' : 'electron')
  const executable = path.join(folder, official ? name : path.basename(name))
  if (!official) env.ELECTRON_OVERRIDE_DIST_PATH = folder // read by the electron package, thus by Playwright
  env.ELECTRON_EXEC_PATH = executable // read by electron-vite, which knows no override, and by our scripts
  // Chromium refuses to run as root with its sandbox; NO_SANDBOX is electron-vite's name for that
  if (process.platform === 'linux' && process.getuid?.() === 0) env.NO_SANDBOX = '1'
  return executable
}
