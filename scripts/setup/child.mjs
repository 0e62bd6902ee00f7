// Runs one command and leaves nothing of it behind, however this process is told to end.
import { spawn } from 'node:child_process'
import { Stop } from './say.mjs'
import { whenToldToEnd } from './told-to-end.mjs'

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
    const forget = whenToldToEnd((signal) => {
      child.kill(signal)
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref()
    })
    const dismiss = posix && child.pid ? guard(child.pid) : () => {}
    child.once('error', (error) => reject(new Stop(`${command} could not be started: ${error.message}`)))
    child.once('exit', async (code, signal) => {
      forget()
      if (posix && child.pid) await endGroup(child.pid)
      dismiss()
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}
