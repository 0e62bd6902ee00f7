// Loaded before the desk (`electron -r`) and before the server (`node --require`), whose code knows nothing of it: counts the
// moments at which a process may die, and dies by SIGKILL at the one that it was ordered to die at.
const fs = require('node:fs')
const http = require('node:http')
const Module = require('node:module')
const path = require('node:path')

const tally = fs.openSync(process.env.OCTOPUS_FAULTS_TALLY ?? '', 'a')
const orders = process.env.OCTOPUS_FAULTS_ORDERS ?? ''
const isDesk = process.versions.electron !== undefined
const { readFileSync, writeSync } = fs

/** The order that is counted down: `<id> <how often> <moment>`. */
let order = { id: '', left: 0 }

/**
 * The process passes a moment that has a name. What is written here is on its way to the file before anything else happens.
 * @param {string} name
 */
function pass(name) {
  writeSync(tally, `${name}\n`)
  const [, id = '', times = '', wanted = ''] = /^(\S+) (\d+) (.+)$/.exec(readFileSync(orders, 'utf8')) ?? []
  if (wanted !== name) return
  if (order.id !== id) order = { id, left: Number(times) }
  order.left--
  if (order.left === 0) die(name)
}

/** Here the number is how long after its start the process dies, in milliseconds. */
const STARTING = 'while it starts'
const [, startingMs] = /^\S+ (\d+) while it starts$/.exec(readFileSync(orders, 'utf8')) ?? []
if (startingMs) setTimeout(() => die(STARTING), Number(startingMs))

/** @param {string} moment */
function die(moment) {
  writeSync(tally, `killed ${moment}\n`)
  process.kill(process.pid, 'SIGKILL')
}

/** @typedef {{ wrote: Set<string>, changes: number }} Transaction */

/** What a transaction is for, by what it has written. First match. @type {Record<string, [needs: string, name: string][]>} */
const PURPOSES = {
  'outbox.db': [
    ['insert sent_journal', 'sweep'],
    ['insert blobs', 'queue with files'],
    ['insert operations', 'queue'],
    ['insert drafts', 'draft'],
    ['update blobs', 'upload noted'],
    ['update device.next_seq', 'freeze'],
    ['update operations', 'settle']
  ],
  'cache.db': [
    ['update sync_state.cursor', 'apply'],
    ['update sync_state.snapshot', 'snapshot page'],
    ['update sync_state.fresh_at_ms', 'freshness']
  ],
  'desk.db': [
    ['insert receipts', 'push'],
    ['insert blobs', 'file'],
    ['insert followers', 'join'],
    ['insert messages', 'follower message'],
    ['insert conversations', 'delivered'],
    ['insert refresh_tokens', 'session']
  ]
}
PURPOSES['cache-staging.db'] = PURPOSES['cache.db'] ?? []

/**
 * Which table a statement writes; with its first column where a table says different things.
 * @param {string} sql
 */
function writes(sql) {
  const [, verb = '', table = ''] =
    /^\s*(insert|update|delete|replace)\s+(?:or \w+\s+)?(?:into\s+|from\s+)?"?(\w+)"?/i.exec(sql) ?? []
  const [, column = ''] = /\bset\s+"?(\w+)"?/i.exec(sql) ?? []
  const name = `${verb.toLowerCase()} ${table}`
  if (table === 'sync_state') return `${name}.${/\bcursor\b/.test(sql) ? 'cursor' : column}`
  return table === 'device' ? `${name}.${column}` : name
}

/** @type {WeakMap<object, Transaction>} */
const transactions = new WeakMap()

/**
 * @param {string} file
 * @param {Transaction} transaction
 */
function purposeOf(file, { wrote }) {
  return PURPOSES[file]?.find(([needs]) => wrote.has(needs))?.[1]
}

/**
 * Runs a statement between the moments that it is one of.
 * @template T
 * @param {{ name: string }} database
 * @param {string} sql
 * @param {() => T} run
 * @returns {T}
 */
function run(database, sql, run) {
  const file = path.basename(database.name)
  if (/^\s*begin/i.test(sql)) transactions.set(database, { wrote: new Set(), changes: 0 })
  const transaction = transactions.get(database)
  if (!transaction) return run()
  if (/^\s*commit/i.test(sql)) {
    const purpose = purposeOf(file, transaction)
    if (purpose) pass(`before commit: ${purpose}`)
    const result = run()
    if (purpose) pass(`after commit: ${purpose}`)
    return result
  }
  const written = writes(sql)
  if (written === 'insert changes' && ++transaction.changes > 1) pass('between two Operations of a commit')
  transaction.wrote.add(written)
  return run()
}

const load = Module.createRequire(path.resolve('package.json'))
const { prototype } = load('better-sqlite3')
const { prepare } = prototype
/** @this {any} @param {string} sql */
prototype.prepare = function prepareWatched(sql) {
  const statement = prepare.call(this, sql)
  if (!/^\s*(?:insert|update|delete|replace|begin|commit)/i.test(sql)) return statement
  for (const way of ['run', 'get', 'all']) {
    const own = statement[way].bind(statement)
    /** @param {unknown[]} params */
    statement[way] = (...params) => run(this, sql, () => own(...params))
  }
  return statement
}

/** What a file is renamed to. @param {unknown} to */
function renamed(to) {
  const name = path.basename(String(to))
  if (/^[0-9a-f-]{32,64}$/.test(name)) return 'file'
  return name === 'cache.db' ? 'whole new cache' : name
}

const { renameSync } = fs
fs.renameSync = (from, to) => {
  pass(`before rename: ${renamed(to)}`)
  renameSync(from, to)
  pass(`after rename: ${renamed(to)}`)
}
const { rename } = fs.promises
fs.promises.rename = async (from, to) => {
  pass(`before rename: ${renamed(to)}`)
  await rename(from, to)
  pass(`after rename: ${renamed(to)}`)
}

/** The desk's own requests by their path, where dying in between matters. */
function watchRequests() {
  const { net } = require('electron')
  const { fetch } = net
  net.fetch = async (input, init) => {
    const isPush = String(input).endsWith('/sync/push')
    if (isPush) pass('before push leaves')
    const answer = await fetch.call(net, input, init)
    if (isPush) pass('push is answered')
    return answer
  }
}

/** What the server answers, before and after the answer has left, and bytes of files that arrive. */
function watchAnswers() {
  const { end } = http.ServerResponse.prototype
  /** @this {http.ServerResponse} @param {any[]} args */
  http.ServerResponse.prototype.end = function endWatched(...args) {
    const { method = '', url = '' } = this.req
    const [, what] = /\/(push|messages)$/.exec(url) ?? []
    if (method !== 'POST' || !what) return end.apply(this, /** @type {any} */ (args))
    const name = what === 'push' ? 'push' : 'follower message'
    pass(`before answer: ${name}`)
    this.once('finish', () => pass(`after answer: ${name}`))
    return end.apply(this, /** @type {any} */ (args))
  }
  const { _write } = fs.WriteStream.prototype
  /** @this {fs.WriteStream} @param {[any, BufferEncoding, (error?: Error | null) => void]} piece */
  fs.WriteStream.prototype._write = function writeWatched(...piece) {
    if (String(this.path).includes('uploads')) pass('piece of an upload')
    return _write.apply(this, piece)
  }
}

if (isDesk) watchRequests()
else {
  watchAnswers()
  // a process that is always killed would never write the cache that lets the next one start sooner
  setTimeout(Module.flushCompileCache, 3000).unref()
}
Module.syncBuiltinESMExports()
