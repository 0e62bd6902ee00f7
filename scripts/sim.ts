// `npm run sim -- --seeds N [--seed S]`: plays N seeds of the simulation from seed S on. `npm run sim:mutants` proves that it
// sees bugs: it plants them one at a time.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { playMutants } from '../tests/simulation/mutants/play-mutants.ts'
import { playSeeds } from '../tests/simulation/play-seeds.ts'
import { main, Stop } from './tool.ts'

const WORKERS = Math.min(4, availableParallelism())

main(async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      mutants: { type: 'boolean', default: false },
      only: { type: 'string', default: '' }
    }
  })
  if (values.mutants) return playMutants(values.only, WORKERS)
  const [count, first] = [Number(values.seeds), Number(values.seed)]
  if (!(count >= 1 && first >= 0)) throw new Stop('Say how many seeds to play: npm run sim -- --seeds 1000')
  const startMs = performance.now()
  const played = await playSeeds({ first, count, workers: WORKERS }, ({ seed, failure }) => {
    console.log(`\n${failure}\nplay it again: npm run sim -- --seeds 1 --seed ${seed}\n`)
  })
  const { seeds, operations, faults, crashes, failures } = played
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(
    `${seeds} seeds, ${operations} Operations, ${faults} faults, ${crashes} crashes in ${seconds} s`
  )
  console.log(`${seeds - failures.length} passed, ${failures.length} failed`)
  return failures.length === 0 && seeds === count ? 0 : 1
})
