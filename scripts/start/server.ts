// The server as a child process: started, listened to until it is ready, ended.
import path from 'node:path'
import readline from 'node:readline'
import { Stop } from '../tool.ts'
import { type Logged, spawnLogged } from './process.ts'
import { aborted } from './signals.ts'

export type ServerOptions = {
  /** Where its data and its log go. */
  folder: string
  /** 0 takes any free port. */
  port: number
  conversations: number | undefined
  messages: number | undefined
  /** Restart it when one of its sources changes. */
  watch?: boolean
  /** A module to load before it, which may watch it or end it. */
  preload?: string
  /** More for its environment. */
  env?: NodeJS.ProcessEnv
  /** Gives up waiting and ends the server. */
  signal: AbortSignal
}

export type RunningServer = Logged & { url: string }

const READY_WITHIN_MS = 120_000 // a large demo tenant takes its time

function environment({ port, folder, conversations, messages, env }: ServerOptions): NodeJS.ProcessEnv {
  return {
    NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/node'), // a fifth of its start
    ...process.env,
    ...env,
    OCTOPUS_HOST: '127.0.0.1',
    OCTOPUS_PORT: String(port),
    OCTOPUS_DATA_DIR: path.join(folder, 'server'),
    OCTOPUS_DEMO: '1',
    ...(conversations !== undefined && { OCTOPUS_DEMO_CONVERSATIONS: String(conversations) }),
    ...(messages !== undefined && { OCTOPUS_DEMO_MESSAGES: String(messages) })
  }
}

/** The address in a log line that says that the server listens. */
function listeningUrl(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined
  const entry = JSON.parse(line) as { msg?: string; url?: string }
  return entry.msg === 'listening' ? entry.url : undefined
}

/** Resolves with the address, or rejects with what the server said before it ended. */
function listening({ child }: Logged): Promise<string> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    readline.createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const url = listeningUrl(line)
      if (url) resolve(url)
    })
    child.once('error', reject)
    child.once('close', (code) => reject(new Stop(said.trim() || `The server ended with exit code ${code}.`)))
  })
}

async function checkHealth(url: string): Promise<void> {
  const answer = await fetch(new URL('/healthz', url))
  if (!answer.ok) throw new Stop(`The server says that it is not healthy (${answer.status}).`)
}

/** Starts a server with the demo tenant and returns when it answers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, watch, preload, signal } = options
  signal.throwIfAborted()
  const logged = spawnLogged(process.execPath, {
    args: [
      ...(watch ? ['--watch', '--watch-preserve-output'] : []),
      ...(preload ? ['--require', preload] : []),
      'src-server/index.ts'
    ],
    env: environment(options),
    logFile: path.join(folder, 'server.log')
  })
  const late = AbortSignal.timeout(READY_WITHIN_MS)
  try {
    const first = await Promise.race([listening(logged), aborted(AbortSignal.any([signal, late]))])
    signal.throwIfAborted()
    if (late.aborted) throw new Stop(`The server was not ready within two minutes. See ${logged.logFile}.`)
    await checkHealth(first)
    return { ...logged, url: first }
  } catch (error) {
    await logged.stop()
    throw error
  }
}
