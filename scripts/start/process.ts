// A child process with a log file and an orderly end.
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export type Logged = {
  child: ChildProcess
  logFile: string
  /** Resolves with the exit code once the process is gone. */
  ended: Promise<number>
  /** Asks the process to end, and makes it end when it does not within five seconds. */
  stop: () => Promise<void>
}

export type LoggedOptions = { args: string[]; env: NodeJS.ProcessEnv; logFile: string }

/** Starts a program whose stdout and stderr go to a log file, begun anew. */
export function spawnLogged(program: string, { args, env, logFile }: LoggedOptions): Logged {
  fs.mkdirSync(path.dirname(logFile), { recursive: true })
  const log = fs.createWriteStream(logFile)
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      log.write(`${error.message}\n`)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), 5000)
    await ended
    clearTimeout(force)
    log.end()
  }
  return { child, logFile, ended, stop }
}

/** The last lines of a log file, to show why something ended. */
export function tailOf(logFile: string, lines = 12): string {
  return fs.readFileSync(logFile, 'utf8').trim().split('\n').slice(-lines).join('\n')
}
