// What a process and all its descendants have taken, as Linux tells it.
import fs from 'node:fs'
import { Stop } from '../../scripts/tool.ts'

/** Clock ticks per second in /proc: 100 on every Linux that Electron runs on. */
const TICKS_PER_S = 100

function requireProc(): void {
  if (process.platform === 'linux') return
  throw new Stop('Processor time and memory of a process tree are read from /proc: measure them on Linux.')
}

/** A process that ends while it is looked at has no entry any more. */
function read(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** The fields of /proc/PID/stat behind the name in brackets, which may hold spaces: [0] is the state, [1] the parent. */
function statOf(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** A process and everything that it started, and what those started. */
function treeOf(root: number): number[] {
  requireProc()
  const children = new Map<number, number[]>()
  for (const name of fs.readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    const parent = Number(statOf(pid)?.[1])
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree
}

/** utime and stime; and both of the children that have ended. */
const OWN_FIELDS = [11, 12]
const ENDED_FIELDS = [13, 14]

function msOf(stat: string[] | undefined, fields: readonly number[]): number {
  const ticks = fields.reduce((sum, field) => sum + Number(stat?.[field] ?? 0), 0)
  return (ticks * 1000) / TICKS_PER_S
}

/** What an Electron app's process is for, as its command line says; it begins as the main one. */
function jobOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`)?.match(/--type=([a-z-]+)/)?.[1] ?? 'main'
}

/**
 * Milliseconds of processor time of the tree so far, by what its processes are for: `main`, `renderer`, `gpu-process`,
 * `utility`, and `ended` for those that are gone.
 */
export function cpuMsByJob(root: number): Record<string, number> {
  const byJob: Record<string, number> = {}
  const add = (job: string, ms: number) => {
    byJob[job] = (byJob[job] ?? 0) + ms
  }
  for (const pid of treeOf(root)) {
    const stat = statOf(pid)
    add(jobOf(pid), msOf(stat, OWN_FIELDS))
    add('ended', msOf(stat, ENDED_FIELDS))
  }
  return byJob
}

/** Megabytes of the tree, likewise; a page that several processes share counts in parts (PSS). */
export function pssMbByJob(root: number): Record<string, number> {
  const byJob: Record<string, number> = {}
  for (const pid of treeOf(root)) {
    const job = jobOf(pid)
    const rollup = read(`/proc/${pid}/smaps_rollup`)
    byJob[job] = (byJob[job] ?? 0) + Number(rollup?.match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0) / 1024
  }
  return byJob
}

/** How many processes outside of the tree run the same program: what they share with it is counted in parts too. */
export function strangersOf(root: number): number {
  const tree = new Set(treeOf(root))
  const programOf = (pid: string | number): string | null => {
    try {
      return fs.readlinkSync(`/proc/${pid}/exe`)
    } catch {
      return null
    }
  }
  const program = programOf(root)
  const running = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && !tree.has(Number(name)))
  return running.filter((pid) => program !== null && programOf(pid) === program).length
}
