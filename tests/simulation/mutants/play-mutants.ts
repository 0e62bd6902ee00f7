import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { play } from '../play-seeds.ts'
import { MUTANTS } from './list.ts'
import type { Mutant } from './mutant.ts'

const SEEDS = 200
const SOURCES = ['src-shared', 'src-main', 'src-server', 'tests/simulation', 'tests/harness', 'package.json']
const ROOT = path.resolve(import.meta.dirname, '../../..')

/** How a planted bug was found: at which seed, by which broken promise; or that it was not. */
type Verdict = { caught: true; seeds: number; promise: string } | { caught: false; why: string }

/**
 * Plants each bug in a private copy of the sources and plays seeds until one fails. Prints a table; answers the exit code.
 * @param only plays just the bugs whose name contains it, or one of several with `|` between them
 */
export async function playMutants(only: string, workers: number): Promise<number> {
  const mutants = MUTANTS.filter(({ name }) => only.split('|').some((words) => name.includes(words)))
  const waiting = [...mutants]
  let passed = 0
  async function playSome(): Promise<void> {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const verdict = await playMutant(mutant)
      if (verdict.caught) passed++
      const found = verdict.caught
        ? `seed ${verdict.seeds}`.padEnd(10) + verdict.promise
        : `NOT CAUGHT: ${verdict.why}`
      console.log(`${mutant.name.padEnd(84)} ${found}`)
    }
  }
  await Promise.all(Array.from({ length: workers }, playSome))
  console.log(`${passed} passed, ${mutants.length - passed} failed`)
  return passed === mutants.length && passed > 0 ? 0 : 1
}

async function playMutant(mutant: Mutant): Promise<Verdict> {
  const folder = mkdtempSync(path.join(tmpdir(), 'octopus-mutant-'))
  try {
    for (const source of SOURCES)
      cpSync(path.join(ROOT, source), path.join(folder, source), { recursive: true })
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
    const file = path.join(folder, mutant.file)
    const pieces = readFileSync(file, 'utf8').split(mutant.find)
    if (pieces.length !== 2)
      return { caught: false, why: `the text to change is there ${pieces.length - 1} times` }
    writeFileSync(file, pieces.join(mutant.replace))
    const worker = pathToFileURL(path.join(folder, 'tests/simulation/worker.ts'))
    const { seeds, failures } = await play(worker, [
      { stories: { first: 1, end: SEEDS + 1, every: 1 }, shrinks: false, stops: true }
    ])
    const [failure] = failures
    return failure?.promise
      ? { caught: true, seeds, promise: failure.promise }
      : { caught: false, why: `${seeds} seeds passed` }
  } catch (error) {
    return { caught: false, why: String(error) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
