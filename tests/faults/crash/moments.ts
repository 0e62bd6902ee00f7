import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The module that a process loads before everything else, and that knows its moments. */
export const MOMENTS_MODULE = path.resolve('tests/faults/crash/moments.cjs')

const around = (names: readonly string[]) =>
  names.flatMap((name) => [`before commit: ${name}`, `after commit: ${name}`])

/** A death so long after the start, in milliseconds in the place of times. */
export const STARTING = 'while it starts'

/** Moments of a desk that is at work. */
export const DESK_MOMENTS = [
  ...around(['queue', 'queue with files', 'freeze', 'settle', 'sweep', 'draft', 'upload noted', 'apply']),
  'before rename: file',
  'after rename: file',
  'before push leaves',
  'push is answered'
] as const

/** Moments of a desk that has lost its cache and fetches a copy of everything. */
export const COPYING_MOMENTS = around(['snapshot page'])

export const SERVER_MOMENTS = [
  ...around(['push', 'follower message', 'delivered', 'file']),
  'before answer: push',
  'after answer: push',
  'before answer: follower message',
  'after answer: follower message',
  'between two Operations of a commit',
  'piece of an upload',
  'before rename: file',
  'after rename: file'
] as const

/** The moments of one process: orders to die at one, and how often each was passed. */
export class Moments {
  readonly #tally: string
  readonly #orders: string
  #ordered = 0

  /** @param folder an existing folder that outlives the process */
  constructor(folder: string, name: string) {
    this.#tally = path.join(folder, `${name}.tally`)
    this.#orders = path.join(folder, `${name}.orders`)
    writeFileSync(this.#tally, '')
    writeFileSync(this.#orders, '')
  }

  /** What tells the process where to write and to read. */
  env(): { OCTOPUS_FAULTS_TALLY: string; OCTOPUS_FAULTS_ORDERS: string } {
    return { OCTOPUS_FAULTS_TALLY: this.#tally, OCTOPUS_FAULTS_ORDERS: this.#orders }
  }

  /** Orders the process to die when it passes a moment for the nth time from now on. */
  dieAt(moment: string, times: number): void {
    writeFileSync(this.#orders, `${++this.#ordered} ${times} ${moment}`)
  }

  withdraw(): void {
    writeFileSync(this.#orders, '')
  }

  /** Whether there is an order to die. */
  get isOrdered(): boolean {
    return statSync(this.#orders).size > 0
  }

  /** How often each moment was passed, and how often the process died there. */
  counts(): Map<string, { passed: number; died: number }> {
    const counts = new Map<string, { passed: number; died: number }>()
    for (const line of readFileSync(this.#tally, 'utf8').split('\n')) {
      if (line === '') continue
      const died = line.startsWith('killed ')
      const name = died ? line.slice('killed '.length) : line
      const count = counts.get(name) ?? { passed: 0, died: 0 }
      if (died) count.died++
      else count.passed++
      counts.set(name, count)
    }
    return counts
  }
}
