import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { removeSqliteFile } from '../../../src-main/sqlite/files.ts'
import type { TcpLine } from '../../harness/tcp-line.ts'
import type { Fault, Partition } from '../plan.ts'
import type { SmallDisk } from './small-disk.ts'
import type { World } from './world.ts'

/** How long an ordered death may take to come, in milliseconds; then the process is killed where it is. */
const ORDERED_MS = 3000
/** How much later everything arrives on a slow line, in milliseconds. */
const SLOW_MS = 700

/** What really happened. */
export interface Struck {
  clientKills: number
  serverKills: number
  partitions: number
  fullDisks: number
}

/** Carries out faults of one process, one after the other, and lets it run again after each. */
export async function strike(world: World, faults: readonly Fault[], struck: Struck): Promise<void> {
  for (const fault of faults) {
    await pause(fault.afterMs)
    switch (fault.kind) {
      case 'kill-desk':
        await killDesk(world, fault)
        struck.clientKills++
        break
      case 'kill-server':
        await killServer(world, fault)
        struck.serverKills++
        break
      case 'partition':
        await partition(world, fault)
        struck.partitions++
        break
      case 'full-disk':
        if (await fillDisk(world, fault)) struck.fullDisks++
        break
    }
  }
}

async function killDesk(world: World, fault: Extract<Fault, { kind: 'kill-desk' }>): Promise<void> {
  const desk = world.desks[fault.desk]
  if (!desk) throw new Error(`there is no desk ${fault.desk}`)
  const { moment, times, losesCache } = fault
  const tell = (line: string) => world.record.tell(`${desk.firstName}'s desk ${line}`)
  if (moment !== null && !losesCache) {
    tell(`shall die ${moment} (${times})`)
    desk.moments.dieAt(moment, times)
    await Promise.race([desk.ended(), pause(ORDERED_MS)])
  }
  if (desk.isUp) {
    tell('is killed')
    await desk.kill()
  }
  if (moment !== null && losesCache) {
    tell(`loses its cache and shall die ${moment} (${times})`)
    removeSqliteFile(path.join(desk.folder, 'cache.db'))
    desk.moments.dieAt(moment, times)
    await desk.start()
    await Promise.race([desk.ended(), pause(ORDERED_MS)])
    desk.moments.withdraw()
  }
  if (!desk.isUp) await desk.start()
}

async function killServer(world: World, fault: Extract<Fault, { kind: 'kill-server' }>): Promise<void> {
  const { server, serverMoments, record } = world
  if (fault.moment === null) {
    record.tell('the server is killed')
    await server.kill9()
  } else {
    record.tell(`the server shall die ${fault.moment} (${fault.times})`)
    serverMoments.dieAt(fault.moment, fault.times)
    const late = pause(ORDERED_MS, undefined, { ref: false })
    await Promise.race([server.ended, late])
    await server.kill9()
  }
  serverMoments.withdraw()
  record.tell('the server is gone')
  await server.start()
  record.tell('the server runs again')
}

async function partition(world: World, fault: Extract<Fault, { kind: 'partition' }>): Promise<void> {
  const { line, how, forMs } = fault
  const stretch = line === 'followers' ? world.followersLine : world.desks[line]?.line
  if (!stretch) throw new Error(`there is no line ${line}`)
  const whose = line === 'followers' ? "the followers'" : `${world.desks[line]?.firstName}'s`
  world.record.tell(`${whose} line: ${how} for ${forMs} ms`)
  BREAK[how](stretch)
  await pause(forMs)
  stretch.mend()
  world.record.tell(`${whose} line is sound again`)
}

const BREAK: { [how in Partition]: (line: TcpLine) => void } = {
  cut: (line) => line.cut(),
  slow: (line) => line.slow(SLOW_MS),
  'answers-lost': (line) => line.loseAnswers(),
  'half-open': (line) => line.halfOpen()
}

/** Answers false where there is no disk that could be filled. */
async function fillDisk(world: World, fault: Extract<Fault, { kind: 'full-disk' }>): Promise<boolean> {
  const { disk: whose, forMs } = fault
  const disk: SmallDisk | null = whose === 'server' ? world.serverDisk : (world.desks[whose]?.disk ?? null)
  if (!disk) return false
  const name = whose === 'server' ? 'the server' : world.desks[whose]?.firstName
  world.record.tell(`the disk of ${name} is full for ${forMs} ms`)
  disk.fill()
  await pause(forMs)
  disk.makeRoom()
  world.record.tell(`the disk of ${name} has room again`)
  return true
}
