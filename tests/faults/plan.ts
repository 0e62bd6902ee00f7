import { COPYING_MOMENTS, DESK_MOMENTS, SERVER_MOMENTS } from './crash/moments.ts'
import { Chance } from './world/chance.ts'

/** Who a fault happens to: a desk by its number, the server, or the followers' way to it. */
export type Desk = 0 | 1

/** How a process dies: at any time, at a moment of its work, while it starts, or (a desk) while it fetches a whole copy. */
export type Death =
  | { kind: 'any' }
  | { kind: 'at-work'; moment: string; times: number }
  | { kind: 'copying'; moment: string; times: number }
  | { kind: 'starting'; startingMs: number }

export type Fault =
  | { kind: 'kill-desk'; desk: Desk; death: Death; afterMs: number }
  | { kind: 'kill-server'; death: Death; afterMs: number }
  | { kind: 'partition'; line: Desk | 'followers'; how: Partition; forMs: number; afterMs: number }
  | { kind: 'full-disk'; disk: Desk | 'server'; forMs: number; afterMs: number }

const PARTITIONS = { cut: 4, slow: 3, 'answers-lost': 3, 'half-open': 1 } as const
export type Partition = keyof typeof PARTITIONS

export interface Round {
  number: number
  seed: number
  faults: readonly Fault[]
}

export interface FaultCounts {
  clientKills: number
  serverKills: number
  partitions: number
  fullDisks: number
}

/** How many of `all` fall to one of `rounds` rounds, so that they are spread evenly. */
function shareOf(all: number, round: number, rounds: number): number {
  return Math.floor(((round + 1) * all) / rounds) - Math.floor((round * all) / rounds)
}

/** Which faults happen in which round; decided by the seed alone, so that a round can be played again. */
export function planRounds(seed: number, counts: FaultCounts): Round[] {
  const { clientKills, serverKills, partitions, fullDisks } = counts
  const rounds = Math.max(
    Math.ceil(clientKills / KILLS_A_ROUND),
    Math.ceil(serverKills / KILLS_A_ROUND),
    partitions,
    fullDisks,
    1
  )
  return Array.from({ length: rounds }, (_, number) => {
    const roundSeed = seed * 100_003 + number
    const chance = new Chance(roundSeed)
    const many = (all: number, make: () => Fault) =>
      Array.from({ length: shareOf(all, number, rounds) }, make)
    const faults: Fault[] = [
      ...deskKills(chance, number, shareOf(clientKills, number, rounds)),
      ...serverKillsOf(chance, shareOf(serverKills, number, rounds)),
      ...many(partitions, () => partition(chance)),
      ...many(fullDisks, () => fullDisk(chance))
    ]
    return { number, seed: roundSeed, faults }
  })
}

/** More would make a round long, fewer the whole run: what comes to rest is judged once a round. */
const KILLS_A_ROUND = 4

const DESK_DEATHS = { 'at-work': 6, any: 3, starting: 1, copying: 1 } as const
const SERVER_DEATHS = { 'at-work': 6, any: 3, starting: 1 } as const

/** How often a death kills: what dies while it starts was killed before, so that it had to start. */
function killsOf({ kind }: Death): number {
  return kind === 'starting' || kind === 'copying' ? 2 : 1
}

/** @param left how many kills there shall be */
function deskKills(chance: Chance, number: number, left: number): Fault[] {
  const faults: Fault[] = []
  for (let killed = 0; killed < left; ) {
    // turn by turn, so that both desks start at the same time
    const desk = ((number + faults.length) % 2) as Desk
    const death = deskDeath(chance, left - killed)
    faults.push({ kind: 'kill-desk', desk, death, afterMs: chance.between(100, 1200) })
    killed += killsOf(death)
  }
  return faults
}

function deskDeath(chance: Chance, left: number): Death {
  const kind = left > 1 ? chance.weighted(DESK_DEATHS) : chance.weighted({ 'at-work': 2, any: 1 })
  switch (kind) {
    case 'any':
      return { kind }
    case 'starting':
      return { kind, startingMs: chance.between(200, 2500) }
    case 'copying':
      return { kind, moment: chance.one(COPYING_MOMENTS), times: chance.between(1, 6) }
    case 'at-work':
      return { kind, moment: chance.one<string>(DESK_MOMENTS), times: chance.between(1, 3) }
  }
}

function serverKillsOf(chance: Chance, left: number): Fault[] {
  const faults: Fault[] = []
  for (let killed = 0; killed < left; ) {
    const death = serverDeath(chance, left - killed)
    faults.push({ kind: 'kill-server', death, afterMs: chance.between(100, 1200) })
    killed += killsOf(death)
  }
  return faults
}

function serverDeath(chance: Chance, left: number): Death {
  const kind = left > 1 ? chance.weighted(SERVER_DEATHS) : chance.weighted({ 'at-work': 2, any: 1 })
  switch (kind) {
    case 'any':
      return { kind }
    case 'starting':
      return { kind, startingMs: chance.between(50, 1200) }
    case 'at-work':
      return { kind, moment: chance.one<string>(SERVER_MOMENTS), times: chance.between(1, 3) }
  }
}

function partition(chance: Chance): Fault {
  return {
    kind: 'partition',
    line: chance.one([0, 1, 'followers'] as const),
    how: chance.weighted(PARTITIONS),
    forMs: chance.between(300, 3000),
    afterMs: chance.between(0, 1500)
  }
}

function fullDisk(chance: Chance): Fault {
  return {
    kind: 'full-disk',
    disk: chance.one([0, 1, 'server'] as const),
    forMs: chance.between(500, 2000),
    afterMs: chance.between(0, 1000)
  }
}
