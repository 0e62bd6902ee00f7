// `npm run faults -- --client-kills N --server-kills N --partitions N`: kills the real app and the real server, cuts their network
// and fills their disks while people work, and checks that nothing is lost, doubled, reordered or stuck.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type FailedRound, playFaults } from '../tests/faults/play-faults.ts'
import { faultsTable } from '../tests/faults/table.ts'
import { buildWhatChanged } from './build/bundle.ts'
import { main, Stop } from './tool.ts'

function whole(name: string, text: string | undefined): number {
  if (text !== undefined && /^\d{1,7}$/.test(text)) return Number(text)
  throw new Stop(`--${name} must be a whole number, but is "${text}".`)
}

function tellFailure({ round, findings, story, folder }: FailedRound, again: string): void {
  console.log(`\nround ${round} failed:`)
  for (const { kind, what } of findings.slice(0, 12)) console.log(`  ${kind}: ${what}`)
  if (findings.length > 12) console.log(`  and ${findings.length - 12} more`)
  console.log(`\n${story.join('\n')}\n\nits files: ${folder}\nplay it again: ${again} --round ${round}\n`)
}

main(async () => {
  const { values } = parseArgs({
    options: {
      'client-kills': { type: 'string', default: '10' },
      'server-kills': { type: 'string', default: '10' },
      partitions: { type: 'string', default: '4' },
      'full-disks': { type: 'string' },
      seed: { type: 'string', default: '1' },
      round: { type: 'string' },
      tell: { type: 'boolean', default: false }
    }
  })
  const clientKills = whole('client-kills', values['client-kills'])
  const serverKills = whole('server-kills', values['server-kills'])
  const partitions = whole('partitions', values.partitions)
  // a disk is full less often than a network is away
  const fullDisks = whole('full-disks', values['full-disks'] ?? String(Math.ceil(partitions / 4)))
  const seed = whole('seed', values.seed)
  const only = values.round === undefined ? null : whole('round', values.round)
  const again = `npm run faults -- --client-kills ${clientKills} --server-kills ${serverKills} --partitions ${partitions} --full-disks ${fullDisks} --seed ${seed}`
  await buildWhatChanged()
  const folder = path.resolve('out/faults')
  const played = await playFaults(
    { clientKills, serverKills, partitions, fullDisks, seed, only, folder },
    (round, failure, story) => {
      if (failure) tellFailure(failure, again)
      else console.log([`round ${round.number}: ok`, ...(values.tell ? story : [])].join('\n'))
    }
  )
  console.log(`\n${faultsTable(played)}`)
  console.log(`${played.rounds - played.failures.length} passed, ${played.failures.length} failed`)
  return played.failures.length === 0 && played.rounds > 0 ? 0 : 1
})
