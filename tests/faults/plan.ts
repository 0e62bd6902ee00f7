import { COPYING_MOMENTS, DESK_MOMENTS, SERVER_MOMENTS } from './crash/moments.ts'
import { Chance } from './world/chance.ts'

/** Who a fault happens to: a desk by its number, the server, or the followers' way to it. */
export type Desk = 0 | 1

export type Fault =
  /** `moment` null: at any time */
  | {
      kind: 'kill-desk'
      desk: Desk
      moment: string | null
      times: number
      losesCache: boolean
      afterMs: number
    }
  | { kind: 'kill-server'; moment: string | null; times: number; afterMs: number }
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
  const rounds = Math.max(Math.ceil(clientKills / 2), Math.ceil(serverKills / 2), partitions, fullDisks, 1)
  return Array.from({ length: rounds }, (_, number) => {
    const roundSeed = seed * 100_003 + number
    const chance = new Chance(roundSeed)
    const many = (all: number, make: (at: number) => Fault) =>
      Array.from({ length: shareOf(all, number, rounds) }, (_one, at) => make(at))
    const faults: Fault[] = [
      // one after the other, so that both desks start at the same time
      ...many(clientKills, (at) => killDesk(chance, ((number + at) % 2) as Desk)),
      ...many(serverKills, () => killServer(chance)),
      ...many(partitions, () => partition(chance)),
      ...many(fullDisks, () => fullDisk(chance))
    ]
    return { number, seed: roundSeed, faults }
  })
}

/** So many of the kills come at a moment that has a name. */
const LABELLED = 0.6
/** How many of those a desk meets while it fetches a whole copy. */
const COPYING = 0.12

function killDesk(chance: Chance, desk: Desk): Fault {
  const labelled = chance.share() < LABELLED
  const losesCache = labelled && chance.share() < COPYING
  const moment = labelled ? chance.one<string>(losesCache ? COPYING_MOMENTS : DESK_MOMENTS) : null
  return {
    kind: 'kill-desk',
    desk,
    moment,
    times: chance.between(1, losesCache ? 6 : 3),
    losesCache,
    afterMs: chance.between(100, 1500)
  }
}

function killServer(chance: Chance): Fault {
  const moment = chance.share() < LABELLED ? chance.one<string>(SERVER_MOMENTS) : null
  return { kind: 'kill-server', moment, times: chance.between(1, 3), afterMs: chance.between(100, 1500) }
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
