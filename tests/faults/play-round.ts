import { setTimeout as pause } from 'node:timers/promises'
import type { Evidence, Finding } from './checker/evidence.ts'
import { judge } from './checker/judge.ts'
import { readDeskHeld } from './evidence/desk-held.ts'
import { readHead, readServerHeld } from './evidence/server-held.ts'
import type { Fault, Round } from './plan.ts'
import { Chance } from './world/chance.ts'
import { Died, Troubled } from './world/faulty-desk.ts'
import { type Struck, strike } from './world/strike.ts'
import type { World } from './world/world.ts'

/** When faults have ended, everything must have come to rest within this time: promise LI1, and a first pull after it. */
const REST_MS = 75_000
const LEAST_WORK_MS = 800

/** Plays one round: work and faults side by side, rest, and then judgement. Answers what was found to be broken. */
export async function playRound(world: World, round: Round, struck: Struck): Promise<Finding[]> {
  const { record, agents, chats } = world
  record.beginRound()
  const chance = new Chance(round.seed)
  let isOver = false
  const working = [
    ...agents.map((agent) => agent.work(() => isOver)),
    ...chats.own.map(async (follower, at) => {
      for (let said = 1; !isOver; said++) {
        await follower.write(`${follower.name} asks ${round.number}.${said}`)
        if (said % 2 === at) await follower.read(false)
        await pause(chance.between(150, 450))
      }
    }),
    (async () => {
      for (let said = 1; !isOver; said++) {
        await chats.shared.write(`${chats.shared.name} asks ${round.number}.${said}`)
        if (said % 3 === 0) await chats.shared.read(null)
        await pause(chance.between(300, 700))
      }
    })()
  ]
  const faults = [...Map.groupBy(round.faults, victimOf).values()].map((of) => strike(world, of, struck))
  const struckAll = Promise.all([pause(LEAST_WORK_MS), ...faults]).finally(() => {
    isOver = true
  })
  await Promise.all([struckAll, ...working])
  record.tell('faults are over')
  const stuck = await comeToRest(world)
  await lastLooks(world)
  // followers who look tell what they have seen, and desks hear of it
  if (stuck.length === 0) stuck.push(...(await comeToRest(world)))
  const ended = record.ends.map((what): Finding => ({ kind: 'stuck', what }))
  const findings = [...ended, ...stuck, ...judge(gather(world))]
  // what was seen has been judged; it is on record with those who wrote it
  record.looks.length = 0
  return findings
}

function victimOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill-desk':
      return `desk ${fault.desk}`
    case 'kill-server':
      return 'server'
    case 'partition':
      return `line ${fault.line}`
    case 'full-disk':
      return `disk ${fault.disk}`
  }
}

/** Nobody writes any more. Waits until nothing is left to send, and every desk has what the server has. */
async function comeToRest(world: World): Promise<Finding[]> {
  const untilMs = performance.now() + REST_MS
  for (;;) {
    const open = await whatIsOpen(world).catch((error: unknown) => {
      if (error instanceof Died || error instanceof Troubled) return [error.message]
      throw error
    })
    if (open.length === 0) {
      world.record.tell('everything has come to rest')
      return []
    }
    if (performance.now() > untilMs) {
      return open.map((what) => ({
        kind: 'stuck',
        what: `${what}, ${REST_MS / 1000} s after the last fault`
      }))
    }
    await pause(100)
  }
}

async function whatIsOpen({ agents, desks, chats, dataDir }: World): Promise<string[]> {
  const open: string[] = []
  for (const agent of agents) await agent.resolve()
  if (!(await chats.shared.isAtRest())) open.push(`${chats.shared.name}'s page has unsent messages`)
  const head = readHead(dataDir)
  for (const desk of desks) {
    const [status, items] = await Promise.all([desk.query('sync.status', {}), desk.query('outbox.list', {})])
    if (status.link !== 'online') open.push(`${desk.firstName}'s desk is ${status.link}`)
    for (const { type, state, attempts } of items) {
      open.push(`${type} is ${state} at ${desk.firstName}'s desk after ${attempts} tries`)
    }
    if (open.length > 0) return open
    const { cursor, outbox } = readDeskHeld(desk.firstName, desk.app.profile)
    if (cursor !== head) open.push(`${desk.firstName}'s desk stands at ${cursor} of ${head}`)
    for (const { type, state } of outbox) open.push(`${type} is ${state} in ${desk.firstName}'s Outbox`)
  }
  return open
}

/** Everybody looks once more. */
async function lastLooks({ agents, chats, dataDir }: World): Promise<void> {
  const { messages } = readServerHeld(dataDir)
  const newest = (conversationId: string) =>
    messages
      .filter((message) => message.conversationId === conversationId)
      .sort((a, b) => a.position - b.position)
      .at(-1)?.text ?? ''
  await Promise.all([
    ...agents.map((agent, at) => agent.look(newest(chats.own[at]?.conversationId ?? ''))),
    ...chats.own.map((follower) => follower.read(true)),
    chats.shared.read(newest(chats.shared.conversationId))
  ])
}

function gather({ record, desks, dataDir }: World): Evidence {
  return {
    asked: record.asked,
    posted: record.posted,
    looks: record.looks,
    drafts: record.drafts,
    server: readServerHeld(dataDir),
    desks: desks.map((desk) => readDeskHeld(desk.firstName, desk.app.profile))
  }
}
