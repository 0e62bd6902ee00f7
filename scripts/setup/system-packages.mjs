// What the system itself has to offer: libraries, a virtual display, a browser, fonts.
// On Debian as root the missing ones are installed, elsewhere the exact command is shown.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { alone } from './lock.mjs'
import { Stop, say } from './say.mjs'

const linux = process.platform === 'linux'
// beyond a bare Debian; the rest comes with these
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]
/** Package -> a file of it. Without them, Arabic, Chinese or emoji in a screenshot are empty boxes. */
const FONTS = {
  'fonts-noto-core': '/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  'fonts-noto-color-emoji': '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'
}
const FONTS_TRIED = 'node_modules/.cache/octopus-desk/fonts-tried'

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((dir) => fs.existsSync(path.join(dir, program)))
}

const canInstall = () => linux && process.getuid?.() === 0 && isOnPath('apt-get')

/** @param {string[]} packages */
const commandFor = (packages) =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`

/** @param {string[]} packages */
function install(packages) {
  say(`installing Debian packages: ${packages.join(' ')}`)
  return alone('apt', () =>
    spawnSync('sh', ['-c', commandFor(packages)], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit']
    })
  )
}

/**
 * Runs `missing` until it is content, installing the packages once in between.
 * @param {() => string[]} missing what is not there, in words
 * @param {string[]} packages
 */
async function ensure(missing, packages) {
  const before = missing()
  if (before.length === 0) return
  say(`missing on this system: ${before.join(', ')}`)
  if (!canInstall())
    throw new Stop(
      `Please run: sudo sh -c '${commandFor(packages)}' (or your system's equivalent), then try again.`
    )
  await install(packages)
  const after = missing()
  if (after.length > 0)
    throw new Stop(
      `Still missing after installing ${packages.join(' ')}: ${after.join(', ')}. Please install it by hand.`
    )
}

/**
 * The libraries that an Electron executable loads.
 * @param {string} executable
 */
export async function ensureLibraries(executable) {
  if (!linux) return
  await ensure(() => {
    const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
    return (stdout?.match(/^\s*\S+ => not found/gm) ?? []).map((line) => line.trim().split(' ')[0] ?? line)
  }, LIBRARIES)
}

export async function ensureVirtualDisplay() {
  await ensure(() => (isOnPath('Xvfb') ? [] : ['Xvfb']), ['xvfb'])
}

/** A Chromium for web pages, as the path of its executable. */
export async function ensureBrowser() {
  const find = () => [process.env.OCTOPUS_BROWSER, ...BROWSERS].find((file) => file && fs.existsSync(file))
  if (!find() && !linux)
    throw new Stop(
      'Google Chrome is needed for the web page tests. Install it, or set OCTOPUS_BROWSER to a Chromium.'
    )
  await ensure(() => (find() ? [] : ['a Chromium browser']), ['chromium'])
  return find()
}

/** Fonts for all scripts, where that is possible without asking; nothing fails without them. */
export async function ensureFonts() {
  if (!canInstall() || fs.existsSync(FONTS_TRIED)) return
  const packages = Object.entries(FONTS).filter(([, file]) => !fs.existsSync(file))
  if (packages.length > 0) await install(packages.map(([name]) => name))
  fs.mkdirSync(path.dirname(FONTS_TRIED), { recursive: true })
  fs.writeFileSync(FONTS_TRIED, '')
}
