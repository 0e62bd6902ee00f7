// What all scripts share: how to run a tool, and how to end with a sentence.
import { type SpawnOptions, spawn } from 'node:child_process'

/** Something that the person at the keyboard has to know or do; its message is shown as it is. */
export class Stop extends Error {}

export type ToolResult = {
  code: number
  stdout: string
  /** stdout and stderr, as a person would see them. */
  output: string
}

/** Runs a program with its output on the terminal and returns its exit code. */
export function runTool(program: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    ...options
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Runs a program and keeps what it writes, to be shown only when it matters. */
export function captureTool(program: string, args: string[]): Promise<ToolResult> {
  const { FORCE_COLOR: _, ...env } = process.env
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...env, NO_COLOR: '1' }
  })
  let stdout = ''
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, output }))
  })
}

/** Runs a script's main function; a Stop ends it with its sentence, anything else is a bug and throws. */
export async function main(work: () => Promise<number>): Promise<void> {
  try {
    process.exit(await work())
  } catch (error) {
    const toldToEnd = (error as Error).name === 'AbortError'
    if (!(error instanceof Stop || toldToEnd)) throw error
    if (!toldToEnd) console.error((error as Error).message)
    process.exit(1)
  }
}
