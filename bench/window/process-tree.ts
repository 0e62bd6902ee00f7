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

/** Milliseconds of processor time of the tree so far, with those of its processes that have ended. */
export function cpuMs(root: number): number {
  let ticks = 0
  for (const pid of treeOf(root)) {
    const stat = statOf(pid)
    // utime, stime, and both of the children that have ended
    for (const field of [11, 12, 13, 14]) ticks += Number(stat?.[field] ?? 0)
  }
  return (ticks * 1000) / TICKS_PER_S
}

/** Megabytes of the tree; a page that several processes share counts in parts (PSS). */
export function pssMb(root: number): number {
  let kilobytes = 0
  for (const pid of treeOf(root)) {
    const rollup = read(`/proc/${pid}/smaps_rollup`)
    kilobytes += Number(rollup?.match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0)
  }
  return kilobytes / 1024
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
