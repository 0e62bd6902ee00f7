// node_modules equals package-lock.json, or is made so.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { alone } from './lock.mjs'
import { Stop, say } from './say.mjs'
import { ensureSpace } from './space.mjs'
import { whenToldToEnd } from './told-to-end.mjs'

const STAMP = 'node_modules/.bootstrap'

function wanted() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) hash.update(fs.readFileSync(file))
  return hash.digest('hex')
}

function areInstalled() {
  return fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted()
}

/** @type {[RegExp, string][]} */
const REASONS = [
  [/ENOSPC/, 'The disk is full. Free about 1 GB and run the command again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/,
    'The npm registry cannot be reached. Check the network and the proxy (`npm config get registry`), then run the command again.'
  ],
  [
    /EUSAGE|in sync/,
    'package.json and package-lock.json disagree. Run `npm install` once and commit the new package-lock.json.'
  ],
  [/EACCES|EPERM/, 'npm may not write here. Check who owns this folder, then run the command again.']
]

/** @param {string} output what npm wrote to stderr */
function reasonOf(output) {
  const known = REASONS.find(([pattern]) => pattern.test(output))
  return known
    ? `The dependencies could not be installed. ${known[1]}`
    : `The dependencies could not be installed; npm says:\n${output.trim().split('\n').slice(-8).join('\n')}`
}

/**
 * Runs npm, quietly, and ends with a sentence when it fails.
 * @param {string[]} args
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<void>}
 */
export function npm(args, options = {}) {
  // loglevel error: npm itself runs on the machine's Node, the tools on the Node among the dependencies,
  // so its warnings about engines do not apply
  const child = spawn('npm', [...args, '--loglevel=error', '--no-audit', '--no-fund'], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32'
  })
  const forget = whenToldToEnd(() => child.kill())
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', () =>
      reject(new Stop('npm was not found. Install Node.js 20.19 or newer, which brings npm.'))
    )
    child.once('close', (code, signal) => {
      forget()
      if (code === 0) resolve()
      else reject(new Stop(signal ? 'Ended before the dependencies were installed.' : reasonOf(output)))
    })
  })
}

export async function ensureDependencies() {
  if (areInstalled()) return
  await alone(process.cwd(), async () => {
    if (areInstalled()) return
    ensureSpace('.', 1000, 'installing the dependencies')
    say('installing dependencies (npm ci; about a minute the first time)')
    await npm(['ci'])
    fs.writeFileSync(STAMP, wanted())
  })
}
