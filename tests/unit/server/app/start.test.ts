import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** The real program in a process of its own; it starts slowly on a busy machine. */
const SLOW_MS = 60_000

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octopus-start-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['src-server/index.ts'], {
    env: {
      PATH: process.env.PATH,
      OCTOPUS_PORT: '0',
      OCTOPUS_DATA_DIR: path.join(folder, 'data'),
      ...environment
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  children.push(child)
  return child
}

/** Waits until the server says where it listens. */
async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = JSON.parse(line) as { msg: string; url?: string }
    if (entry.msg === 'listening' && entry.url) return entry.url
  }
  throw new Error('the server ended before it listened')
}

/** What a server that cannot start says, and its exit code. */
async function failure(environment: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const child = run(environment)
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

test(
  'starts, answers, keeps its secret to itself, and stops within three seconds when told to',
  async () => {
    const child = run({})
    const url = await listening(child)
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
    expect(statSync(path.join(folder, 'data', 'token-secret')).mode & 0o777).toBe(0o600)
    const startMs = Date.now()
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(Date.now() - startMs).toBeLessThan(3500)
  },
  SLOW_MS
)

test(
  'goes on after kill -9 with what was committed, and is not kept out by a stale lock',
  async () => {
    const first = run({ OCTOPUS_DEMO: '1', OCTOPUS_DEMO_CONVERSATIONS: '5' })
    await listening(first)
    first.kill('SIGKILL')
    await once(first, 'exit')
    const url = await listening(run({ OCTOPUS_DEMO: '1' }))
    expect(await (await fetch(`${url}/session/demo-people`)).json()).toMatchObject({
      people: expect.any(Array)
    })
  },
  SLOW_MS
)

test(
  'a port in use is said in one sentence',
  async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { code, said } = await failure({ OCTOPUS_PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(said).toBe(
      `Port ${port} is in use on 127.0.0.1. Stop the other program, or choose another port with OCTOPUS_PORT (0 takes any).\n`
    )
  },
  SLOW_MS
)

test(
  'a data folder that another server has is said in one sentence',
  async () => {
    await listening(run({}))
    const { code, said } = await failure({})
    expect(code).toBe(1)
    expect(said).toMatch(/^Another server uses the data folder .+\. Stop it, or .+OCTOPUS_DATA_DIR\.\n$/)
  },
  SLOW_MS
)

test(
  'a data folder that cannot be made is said in one sentence',
  async () => {
    writeFileSync(path.join(folder, 'file'), 'x')
    const { code, said } = await failure({ OCTOPUS_DATA_DIR: path.join(folder, 'file', 'data') })
    expect(code).toBe(1)
    expect(said).toMatch(/^The data folder .+ cannot be written\. .+OCTOPUS_DATA_DIR\.\n$/)
  },
  SLOW_MS
)

test(
  'a damaged database is said in one sentence',
  async () => {
    mkdirSync(path.join(folder, 'data'))
    writeFileSync(path.join(folder, 'data', 'desk.db'), 'this is no database at all'.repeat(100))
    const { code, said } = await failure({})
    expect(code).toBe(1)
    expect(said).toMatch(/^The database in .+ is damaged\. .+\n$/)
  },
  SLOW_MS
)

test(
  'a missing setting is said in one sentence',
  async () => {
    const { code, said } = await failure({ OCTOPUS_DATA_DIR: '' })
    expect(code).toBe(1)
    expect(said).toBe('OCTOPUS_DATA_DIR is not usable: name the folder that the server keeps its data in.\n')
  },
  SLOW_MS
)
