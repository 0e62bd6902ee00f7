// Two commands started at the same time must not install into the same place at the same time.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { say } from './say.mjs'

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** @param {string} file */
function tryTake(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  const holder = Number(fs.readFileSync(file, 'utf8'))
  const fresh = Date.now() - fs.statSync(file).mtimeMs < 2000
  if (holder ? !isAlive(holder) : !fresh) fs.rmSync(file, { force: true })
  return false
}

/**
 * Runs `work` while no other process runs something under the same name. A holder that died counts as gone.
 * @template T
 * @param {string} name a path or another text that says what is protected
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, work) {
  const key = createHash('sha256').update(name).digest('hex').slice(0, 16)
  const file = path.join(os.tmpdir(), `octopus-desk-setup-${key}.lock`)
  for (let waited = 0; !tryTake(file); waited++) {
    if (waited === 10) say('waiting for another command that is setting up the same thing')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}
