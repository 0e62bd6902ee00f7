// Runs one command and leaves nothing of it behind, however this process is told to end.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { Stop } from './say.mjs'

const posix = process.platform !== 'win32'
const GRACE_MS = 15_000

/**
 * Sends a signal to everything that is left of a process group.
 * @param {number} group
 * @param {NodeJS.Signals | 0} signal
 */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal)
    return true
  } catch {
    return false
  }
}

/** @param {number} group */
async function endGroup(group) {
  if (!signalGroup(group, 'SIGTERM')) return
  for (let waited = 0; waited < 3000 && signalGroup(group, 0); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50))
  signalGroup(group, 'SIGKILL')
}

/** Who started us, and who started that one where the system tells it cheaply (Linux), as a text to compare. */
function findAncestors() {
  try {
    const [, , , grandparent] = fs.readFileSync(`/proc/${process.ppid}/stat`, 'latin1').split(' ')
    return `${process.ppid} ${grandparent}`
  } catch {
    return String(process.ppid)
  }
}

/**
 * Ends a process group should we be killed without warning: a shell waits on a pipe that only we hold open.
 * @param {number} group
 */
function guard(group) {
  const script = `read -r _ && exit; kill -TERM -${group}; sleep 5; kill -KILL -${group}`
  const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  return () => shell.stdin.end('done\n')
}

/**
 * Runs a command to its end. Signals to us, and the death of the process that started us, end it: first the
 * command itself, so that it can end its own children in order, then whatever is left of its process group.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export function runToEnd(command, args, env) {
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: posix,
    shell: !posix
  })
  return new Promise((resolve, reject) => {
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      child.kill(signal)
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref()
    }
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end)
    // npm runs us through a shell, and neither of the two tells us when it dies
    const ancestors = findAncestors()
    const watch = setInterval(() => findAncestors() === ancestors || end('SIGTERM'), 500)
    const dismiss = posix && child.pid ? guard(child.pid) : () => {}
    child.once('error', (error) => reject(new Stop(`${command} could not be started: ${error.message}`)))
    child.once('exit', async (code, signal) => {
      clearInterval(watch)
      if (posix && child.pid) await endGroup(child.pid)
      dismiss()
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}
