import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { removeSqliteFile } from '../../../src-main/sqlite/files.ts'
import type { TcpLine } from '../../harness/tcp-line.ts'
import { STARTING } from '../crash/moments.ts'
import type { Fault, Partition } from '../plan.ts'
import type { SmallDisk } from './small-disk.ts'
import type { World } from './world.ts'

/** How long an ordered death may take to come, in milliseconds; then the process is killed where it is. */
const ORDERED_MS = 4000
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
  // other faults strike at the same time: what is counted is read after the waiting
  const count = (what: keyof Struck, times: number) => {
    struck[what] += times
  }
  for (const fault of faults) {
    await pause(fault.afterMs)
    switch (fault.kind) {
      case 'kill-desk':
        count('clientKills', await killDesk(world, fault))
        break
      case 'kill-server':
        count('serverKills', await killServer(world, fault))
        break
      case 'partition':
        await partition(world, fault)
        count('partitions', 1)
        break
      case 'full-disk':
        if (await fillDisk(world, fault)) count('fullDisks', 1)
        break
    }
  }
}

async function killDesk(world: World, fault: Extract<Fault, { kind: 'kill-desk' }>): Promise<number> {
  const desk = world.desks[fault.desk]
  if (!desk) throw new Error(`there is no desk ${fault.desk}`)
  const { death } = fault
  const tell = (line: string) => world.record.tell(`${desk.firstName}'s desk ${line}`)
  if (death.kind === 'at-work') {
    // most of its moments need a server
    await until(() => world.isServerUp)
    tell(`shall die ${death.moment} (${death.times})`)
    desk.moments.dieAt(death.moment, death.times)
    await Promise.race([desk.ended(), pause(ORDERED_MS)])
  }
  if (desk.isUp) {
    tell('is killed')
    await desk.kill()
  }
  let kills = 1
  if (death.kind === 'starting' || death.kind === 'copying') {
    if (death.kind === 'copying') {
      tell(`has lost its cache and shall die ${death.moment} (${death.times})`)
      removeSqliteFile(path.join(desk.folder, 'cache.db'))
      desk.moments.dieAt(death.moment, death.times)
    } else {
      tell(`shall die ${death.startingMs} ms after its start`)
      desk.moments.dieAt(STARTING, death.startingMs)
    }
    kills += await desk.start()
    if (kills === 1) {
      await Promise.race([desk.ended(), pause(ORDERED_MS)])
      if (desk.isUp) await desk.kill()
      kills++
    }
  }
  if (!desk.isUp) kills += await desk.start()
  return kills
}

async function killServer(world: World, fault: Extract<Fault, { kind: 'kill-server' }>): Promise<number> {
  const { server, serverMoments, record } = world
  const { death } = fault
  if (death.kind === 'at-work') {
    await until(() => world.desks.some((desk) => desk.isUp))
    record.tell(`the server shall die ${death.moment} (${death.times})`)
    serverMoments.dieAt(death.moment, death.times)
    await Promise.race([server.ended, pause(ORDERED_MS)])
  }
  world.isServerUp = false
  record.tell('the server is killed')
  await server.kill9()
  if (server.signal !== 'SIGKILL') record.endedByItself('the server', server.signal)
  serverMoments.withdraw()
  let kills = 1
  if (death.kind === 'starting') {
    record.tell(`the server shall die ${death.startingMs} ms after its start`)
    serverMoments.dieAt(STARTING, death.startingMs)
    await server.start().catch(() => undefined)
    await Promise.race([server.ended, pause(ORDERED_MS)])
    await server.kill9()
    serverMoments.withdraw()
    kills++
  }
  await startServer(world)
  world.isServerUp = true
  record.tell('the server runs again')
  return kills
}

/** Starts the server as a service manager does: again and again, as long as its disk is full. */
async function startServer({ server, serverDisk, record }: World): Promise<void> {
  for (;;) {
    const isFull = serverDisk?.isFull === true
    try {
      return await server.start()
    } catch (error) {
      if (!isFull) throw error
      record.tell(`the server cannot start: ${(error as Error).message}`)
      await pause(500)
    }
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(50)
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
