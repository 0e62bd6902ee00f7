import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Finding } from './checker/evidence.ts'
import { type FaultCounts, planRounds, type Round } from './plan.ts'
import { playRound } from './play-round.ts'
import type { Struck } from './world/strike.ts'
import { openWorld, type World } from './world/world.ts'

/** So many rounds with the same followers: later their threads would be longer than a screen shows. */
const ROUNDS_WITH_CHATS = 2

export interface FaultsOptions extends FaultCounts {
  seed: number
  /** plays this round of the plan alone; null for all */
  only: number | null
  /** where what the crash points write goes, and what a failing round leaves */
  folder: string
}

export interface FailedRound {
  round: number
  findings: readonly Finding[]
  story: readonly string[]
  folder: string
}

export interface PlayedFaults extends Struck {
  rounds: number
  failures: FailedRound[]
  messages: number
  operations: number
  /** how often each moment was passed and died at, by process */
  moments: Map<string, { passed: number; died: number }>
  seconds: number
  /** whether there was a disk that could be filled */
  hasSmallDisks: boolean
}

/** Plays all rounds of a plan. A round that fails leaves its files behind, and the next one begins in a new world. */
export async function playFaults(
  options: FaultsOptions,
  tell: (round: Round, failure: FailedRound | null, story: readonly string[]) => void = () => {}
): Promise<PlayedFaults> {
  const { seed, only, folder } = options
  const startMs = performance.now()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const played: PlayedFaults = {
    rounds: 0,
    failures: [],
    messages: 0,
    operations: 0,
    clientKills: 0,
    serverKills: 0,
    partitions: 0,
    fullDisks: 0,
    moments: new Map(),
    seconds: 0,
    hasSmallDisks: false
  }
  let world: World | null = null
  let worlds = 0
  const end = async () => {
    if (!world) return
    played.messages += world.record.posted.length
    played.messages += world.record.asked.filter(({ type }) => type === 'message.send').length
    played.operations += world.record.asked.length
    for (const { name, moments } of [
      { name: 'server', moments: world.serverMoments },
      ...world.desks.map((desk) => ({ name: 'desk', moments: desk.moments }))
    ]) {
      for (const [moment, { passed, died }] of moments.counts()) {
        const before = played.moments.get(`${name} ${moment}`) ?? { passed: 0, died: 0 }
        played.moments.set(`${name} ${moment}`, { passed: before.passed + passed, died: before.died + died })
      }
    }
    await world.close()
    world = null
  }
  const rounds = planRounds(seed, options).filter(({ number }) => only === null || number === only)
  try {
    for (const [at, round] of rounds.entries()) {
      if (!world) world = await openWorld(round.seed, path.join(folder, `world-${++worlds}`))
      else if (at % ROUNDS_WITH_CHATS === 0) await world.renewChats()
      played.hasSmallDisks = world.serverDisk !== null
      const findings = await playRound(world, round, played).catch(asFinding)
      played.rounds++
      if (findings.length === 0) {
        tell(round, null, world.record.story)
        continue
      }
      const failure = keepFailure(world, round, findings, path.join(folder, `round-${round.number}`))
      played.failures.push(failure)
      tell(round, failure, failure.story)
      await end()
    }
  } finally {
    await end()
  }
  played.seconds = (performance.now() - startMs) / 1000
  return played
}

/** What stops a round: something that does not start, does not answer, or answers what nobody expects. */
function asFinding(error: unknown): Finding[] {
  return [{ kind: 'stuck', what: error instanceof Error ? (error.stack ?? error.message) : String(error) }]
}

function keepFailure(world: World, round: Round, findings: readonly Finding[], folder: string): FailedRound {
  mkdirSync(folder, { recursive: true })
  world.keep(folder)
  const story = [...world.record.story]
  const told = [...findings.map(({ kind, what }) => `${kind}: ${what}`), '', ...story]
  writeFileSync(path.join(folder, 'story.txt'), `${told.join('\n')}\n`)
  return { round: round.number, findings, story, folder }
}
