// An Electron app as a child process that tells when its page is painted and can be asked for things.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { electronCommand } from '../../scripts/start/desk.ts'

const PROBE = path.resolve('bench/window/probe.cjs')
const READY_WITHIN_MS = 60_000
const END_WITHIN_MS = 5000

export interface AppUnderTest {
  /** folder or file that Electron starts */
  target: string
  env: Record<string, string>
}

export interface Window {
  pid: number
  /** Milliseconds from before the start of the process until its main process heard that the page is painted. */
  readyMs: Promise<number>
  /** Runs code in the page, as the person would cause it; answers what it results in. */
  evaluate<Result = unknown>(code: string): Promise<Result>
  /** Sends on a channel from the main process to the page. */
  send(channel: string, content: unknown): Promise<void>
  /** Presses and releases a key in the focused page. */
  key(key: string): Promise<void>
  /** Gives the page the keyboard. */
  focus(): Promise<void>
  /** From now on it is measured how long the main process lets others wait. */
  watchStalls(): Promise<void>
  /** The longest that it has let them wait, in milliseconds. */
  longestStall(): Promise<number>
  /** Ends the app as its menu would. */
  quit(): Promise<void>
}

type FromProbe =
  | { kind: 'ready'; ready: string; atNs: string }
  | { kind: 'answer'; id: number; value?: unknown; error?: string }

/** Starts an app. What it writes is shown only when it ends by itself. */
export function launch({ target, env }: AppUnderTest): Window {
  const { program, args } = electronCommand()
  const startedNs = process.hrtime.bigint()
  const child = spawn(program, [...args, '-r', PROBE, target], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
    })
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  ended.finally(() => process.off('exit', kill))
  const died = ended.then(() => {
    throw new Error(`The app ${target} ended by itself. Its last words:\n${said}`)
  })
  died.catch(() => {})
  const answers = new Map<number, (answer: Extract<FromProbe, { kind: 'answer' }>) => void>()
  let asked = 0
  const ask = async <Result>(request: object): Promise<Result> => {
    const id = asked++
    const answer = new Promise<Extract<FromProbe, { kind: 'answer' }>>((resolve) => answers.set(id, resolve))
    child.send({ id, ...request })
    const { value, error } = await Promise.race([answer, died])
    answers.delete(id)
    if (error !== undefined) throw new Error(error)
    return value as Result
  }
  const ready = new Promise<number>((resolve) => {
    child.on('message', (message) => {
      const told = message as FromProbe
      if (told.kind === 'answer') answers.get(told.id)?.(told)
      else resolve(Number(BigInt(told.atNs) - startedNs) / 1e6)
    })
  })
  const late = new Promise<never>((_resolve, reject) => {
    const error = () => reject(new Error(`The app ${target} was not painted within a minute:\n${said}`))
    const timer = setTimeout(error, READY_WITHIN_MS)
    ready.finally(() => clearTimeout(timer))
    ended.finally(() => clearTimeout(timer))
  })
  late.catch(() => {})
  const readyMs = Promise.race([ready, died, late])
  readyMs.catch(() => {})
  return {
    pid: child.pid ?? 0,
    readyMs,
    evaluate: (code) => ask({ act: 'evaluate', code }),
    send: (channel, content) => ask({ act: 'send', channel, content }),
    key: (key) => ask({ act: 'key', key }),
    focus: () => ask({ act: 'focus' }),
    watchStalls: () => ask({ act: 'watchStalls' }),
    longestStall: () => ask({ act: 'longestStall' }),
    async quit() {
      const force = setTimeout(kill, END_WITHIN_MS)
      await ask({ act: 'quit' }).catch(() => {})
      await ended
      clearTimeout(force)
    }
  }
}
