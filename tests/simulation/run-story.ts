import path from 'node:path'
import { checkChains } from './checker/chains-whole.ts'
import { checkDesks, checkLogs } from './checker/desk-equals-server.ts'
import { checkFeed } from './checker/feed-rules.ts'
import { checkFilesWhole } from './checker/files-whole.ts'
import { checkFollowerSide } from './checker/follower-side.ts'
import type { Beginning } from './checker/history.ts'
import { checkMails, letMailsSettle } from './checker/mails.ts'
import { checkOperations } from './checker/operations-settled.ts'
import type { Violation } from './checker/record.ts'
import { checkShown } from './checker/shown.ts'
import { checkTeam } from './checker/team-rules.ts'
import { checkTrail } from './checker/trail.ts'
import { isLeadAct, isMailEvent, isPlatformEvent } from './story/lead-steps.ts'
import type { DeskAct, DeskFate, Step, Story, WorldEvent } from './story/steps.ts'
import { doAct } from './world/agent.ts'
import { doEvent, doFate, letIn } from './world/events.ts'
import { Killed } from './world/killed.ts'
import { doLeadAct } from './world/lead.ts'
import { doMailEvent } from './world/mail-server.ts'
import { doPlatform } from './world/platform.ts'
import type { Templates } from './world/templates.ts'
import { PEOPLE, START_MS } from './world/tenant.ts'
import { World } from './world/world.ts'

/** What became of one story. */
export interface Outcome {
  violations: Violation[]
  /** when each step began, in virtual milliseconds from the start */
  times: Map<number, number>
  operations: number
  faults: number
  crashes: number
  /** a hash of everything that passed between desks and server, for the proof that a seed always tells the same story */
  print: string
}

/** How long after the last fault everything has to be settled, in virtual milliseconds. */
const SETTLED_MS = 60_000
/** In this time a desk hears of whatever it has missed. */
const BEAT_MS = 21_000
/** A copy of a request, an answer or a live line that nobody waits for any more is gone by then. */
const LATE_COPIES_MS = 65_000

const FATES: ReadonlySet<string> = new Set<DeskFate['do']>([
  'restart',
  'kill',
  'clone',
  'token-expires',
  'kill-at',
  'disk-refuses',
  'clock-jumps',
  'request',
  'frame',
  'half-open',
  'sleep',
  'cut-line',
  'break-connections',
  'network-down',
  'network-up'
])

/** Plays a story from its first step to the moment when everything has come to rest, and checks what was promised. */
export async function runStory(story: Story, templates: Templates): Promise<Outcome> {
  const world = new World(story, templates, path.join(templates.root, `world-${story.seed}`))
  const times = new Map<number, number>()
  const uncaught = (error: unknown) => {
    if (!(error instanceof Killed)) world.broke(error)
  }
  process.on('unhandledRejection', uncaught)
  try {
    const { beginning } = templates
    world.server.beforeRestore = (file) => {
      checkFeed(world.record, world.readers.of(file), beginning)
      checkTeam(world.record, world.readers.of(file), beginning)
      checkChains(world.record, world.readers.of(file))
      checkFilesWhole(world)
      for (const uploads of world.uploads) uploads.forget()
      world.record.epoch++
    }
    for (const person of story.desks) {
      world.addDesk(person)
      if (story.old === world.desks.length - 1)
        await world.scheduler.finish(world.leaveOld(world.desks.length - 1))
      await world.open(world.desks.length - 1)
    }
    for (const step of story.steps) {
      await world.scheduler.pass(step.afterMs)
      times.set(step.n, world.scheduler.nowMs - START_MS)
      await world.scheduler.finish(doStep(world, step))
      await world.scheduler.pass(0)
      await world.checksDone()
      if (world.record.violations.length > 0) break
    }
    if (world.record.violations.length === 0) await comeToRest(world, beginning)
  } catch (error) {
    world.broke(error)
  } finally {
    await world.scheduler.finish(world.end()).catch((error: unknown) => world.broke(error))
    process.off('unhandledRejection', uncaught)
  }
  const { violations, operations } = world.record
  const networks = world.desks.map((desk) => desk.network.faults)
  const crashes = world.server.kills + world.desks.reduce((sum, desk) => sum + desk.kills, 0)
  return {
    violations,
    times,
    operations,
    faults: networks.reduce((sum, n) => sum + n, crashes),
    crashes,
    print: world.record.print()
  }
}

async function doStep(world: World, step: Step): Promise<void> {
  if (!('desk' in step)) {
    if (isPlatformEvent(step)) return doPlatform(world, step)
    if (isMailEvent(step)) return doMailEvent(world.mailServer, step)
    return doEvent(world, step satisfies WorldEvent)
  }
  if (isLeadAct(step)) await doLeadAct(world, step.desk, step)
  else if (FATES.has(step.do)) await doFate(world, step.desk, step as DeskFate)
  else await doAct(world, step.desk, step as DeskAct & { n: number })
  await checkShown(world, step.desk)
}

/** Faults end, everybody is there again; then time passes, and nobody does anything. */
async function comeToRest(world: World, beginning: Beginning): Promise<void> {
  const { server, scheduler, record } = world
  server.trouble.death = null
  server.trouble.fileDeath = null
  server.trouble.refusals = null
  world.mailServer.heal()
  server.diesAtOperation = null
  for (const desk of world.desks) {
    desk.network.heal()
    desk.spoilDisk(null)
    desk.noCrash()
  }
  await passUntil(world, LATE_COPIES_MS, () =>
    Promise.resolve(world.desks.every((desk) => !desk.network.isBusy))
  )
  server.start()
  for (const person of PEOPLE.keys()) await scheduler.finish(letIn(world, person, 'end'))
  for (const [index, desk] of world.desks.entries()) {
    await world.open(index)
    // people come back: they work online
    await desk.act('sync.set-offline', { offline: false })
  }
  const settle = () =>
    passUntil(world, SETTLED_MS - BEAT_MS, async () => {
      await signInWhereAsked(world)
      return isSettled(world)
    })
  await settle()
  await letMailsSettle(world)
  await scheduler.pass(BEAT_MS)
  // a session that ended just before is noticed by then at the latest
  await settle()
  await world.checksDone()
  for (const index of world.desks.keys()) await checkShown(world, index)
  if (record.violations.length > 0) return
  await checkOperations(world)
  await scheduler.finish(checkFollowerSide(world))
  checkMails(world)
  checkTrail(world)
  checkLogs(world)
  for (const desk of world.desks) await desk.close()
  await scheduler.finish(server.end())
  checkFeed(record, world.readers.of(server.file), beginning)
  checkTeam(record, world.readers.of(server.file), beginning)
  checkChains(record, world.readers.of(server.file))
  checkFilesWhole(world)
  checkDesks(world)
}

/** A desk may notice only later that its session is over: whoever sits there signs in when it asks. */
async function signInWhereAsked(world: World): Promise<void> {
  for (const [index, desk] of world.desks.entries()) {
    const status = await desk.query('sync.status', {})
    if (status?.link === 'sign-in-needed' || !desk.signedIn) await world.scheduler.finish(world.signIn(index))
  }
}

/** Lets time pass in small steps, no longer than needed. */
async function passUntil(world: World, ms: number, isDone: () => Promise<boolean>): Promise<void> {
  const STEP_MS = 2000
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    if (await isDone()) return
    await world.scheduler.pass(STEP_MS)
  }
}

/** Whether nothing seems to be left to do. */
async function isSettled(world: World): Promise<boolean> {
  for (const desk of world.desks) {
    if (desk.isWiped) continue
    const status = await desk.query('sync.status', {})
    const items = await desk.query('outbox.list', {})
    if (status?.link !== 'online' || desk.network.isBusy) return false
    if (!items?.every((item) => item.state === 'rejected' || item.heldBy !== null)) return false
  }
  return true
}
