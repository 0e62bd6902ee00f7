import { assertNever } from '#shared/base/assert-never.ts'
import { ConversationId, FollowerId, MessageId, type TenantId } from '#shared/base/ids.ts'
import { joinFollower, renameFollower } from '../../../src-server/features/conversation/follower-join.ts'
import {
  markDelivered,
  postFollowerMessage
} from '../../../src-server/features/conversation/follower-write.ts'
import { channelById } from '../../../src-server/features/conversation/repository.ts'
import { toFollower } from '../../../src-server/features/conversation/rows.ts'
import { checkCollected, filesKept } from '../checker/files-whole.ts'
import type { DeskFate, WorldEvent } from '../story/steps.ts'
import { administer } from './administer.ts'
import { doEngagementEvent } from './engagement-events.ts'
import type { SimServer } from './sim-server.ts'
import { CHATS, channelId, followerId, OTHER_TENANT, PEOPLE, TENANT } from './tenant.ts'
import type { World } from './world.ts'

/** Longer than a file waits for a message that names it, in milliseconds. */
const EIGHT_DAYS_MS = 8 * 86_400_000

/** Something happens elsewhere: at a follower's page, or to the server. */
export async function doEvent(world: World, step: WorldEvent & { n: number }): Promise<void> {
  const { server } = world
  switch (step.do) {
    case 'follower-writes':
      return followerWrites(server, TENANT, step.chat, `follower ${step.n}`)
    case 'other-tenant':
      return followerWrites(server, OTHER_TENANT, step.chat, `other-words ${step.n}`)
    case 'follower-reads':
      await server.write(({ feed, nowMs }) =>
        feed.write(TENANT, nowMs, async (tx) => {
          const seat = await seatOf(tx, TENANT, step.chat)
          return { result: null, changes: seat ? await markDelivered(tx, seat, 1000, nowMs) : [] }
        })
      )
      return
    case 'follower-renames':
      return followerRenames(server, step)
    case 'role-changes':
      return roleChanges(world, step)
    case 'shut-out':
      return shutOut(world, step)
    case 'let-in':
      return letIn(world, step.person, step.n)
    case 'server-dies':
      server.kill()
      return
    case 'server-dies-at-write':
      server.trouble.death = { writes: step.writes, when: step.when }
      return
    case 'server-dies-at-file':
      server.trouble.fileDeath = { steps: step.steps }
      return
    case 'days-pass-for-files':
      return daysPassForFiles(world)
    case 'server-dies-between':
      server.diesAtOperation = step.operations
      return
    case 'server-disk-refuses':
      server.trouble.refusals = { times: step.times, code: step.code }
      return
    case 'back-up':
      server.backUp()
      return
    case 'restore':
      await server.restore()
      return world.goOnFromBackup()
    case 'raise-floor':
      world.keepHistory()
      return server.raiseFloor()
    case 'engagement-moves':
    case 'engagement-made':
    case 'package-changes':
    case 'entitlement-changes':
    case 'follower-opens':
      return doEngagementEvent(world, step)
    default:
      assertNever(step)
  }
}

/** Eight days later the server looks for files that nobody needs, and again each hour until its disk lets it. */
async function daysPassForFiles(world: World): Promise<void> {
  let before: string[] = []
  do before = filesKept(world)
  while (world.server.isUp && !(await world.server.keepFiles(EIGHT_DAYS_MS)))
  checkCollected(world, before)
}

type Db = Parameters<typeof channelById>[0]

async function seatOf(db: Db, tenantId: TenantId, chat: number) {
  const place = CHATS[chat]
  if (!place) return null
  const channel = await channelById(db, tenantId, channelId(tenantId, place.channel))
  return channel ? { tenantId, channel, followerId: followerId(tenantId, place.follower) } : null
}

async function followerWrites(
  server: SimServer,
  tenantId: TenantId,
  chat: number,
  text: string
): Promise<void> {
  await server.write(({ feed, nowMs }) =>
    feed.write(tenantId, nowMs, async (tx) => {
      const seat = await seatOf(tx, tenantId, chat)
      if (!seat) return { result: null, changes: [] }
      const sent = { id: MessageId.parse(server.mintId()), text }
      const posted = await postFollowerMessage(tx, seat, sent, ConversationId.parse(server.mintId()), nowMs)
      return { result: null, changes: posted.kind === 'posted' ? posted.changes : [] }
    })
  )
}

async function followerRenames(
  server: SimServer,
  step: { n: number; chat: number; fresh: boolean }
): Promise<void> {
  await server.write(({ feed, nowMs }) =>
    feed.write(TENANT, nowMs, async (tx) => {
      const seat = await seatOf(tx, TENANT, step.chat)
      if (!seat) return { result: null, changes: [] }
      if (step.fresh) {
        const newcomer = {
          id: FollowerId.parse(server.mintId()),
          name: `new ${step.n}`,
          locale: 'en',
          sessionHash: `${step.n}`
        }
        const visit = { ...seat, follower: null }
        return { result: null, changes: (await joinFollower(tx, visit, newcomer, nowMs)).changes }
      }
      const row = await tx
        .selectFrom('followers')
        .selectAll()
        .where('id', '=', seat.followerId)
        .executeTakeFirstOrThrow()
      const known = toFollower(row)
      const visit = { ...seat, follower: known }
      return { result: null, changes: (await renameFollower(tx, visit, known, `name ${step.n}`)).changes }
    })
  )
}

/** An administrator gives somebody another role. */
async function roleChanges(
  world: World,
  { n, person, role }: { n: number; person: number; role: 'agent' | 'lead' | 'admin' }
): Promise<void> {
  const userId = PEOPLE[person]?.userId
  if (userId) await administer(world, `${n}`, 'user.set-role', { userId, role })
}

async function shutOut(
  world: World,
  { n, person, wipe }: { n: number; person: number; wipe: boolean }
): Promise<void> {
  const userId = PEOPLE[person]?.userId
  if (!userId) return
  const done = await administer(world, `${n}`, 'user.deactivate', { userId, wipe })
  if (done) world.shutOutAtMs.set(userId, world.scheduler.nowMs)
}

/** Lets somebody sign in again; their sessions stay over. */
export async function letIn(world: World, person: number, n: number | string): Promise<void> {
  const userId = PEOPLE[person]?.userId
  if (!userId) return
  const done = await administer(world, `${n}-${person}`, 'user.activate', { userId })
  if (done) world.shutOutAtMs.delete(userId)
}

/** Something happens to one desk: to its process, its disk, its clock or its network. */
export async function doFate(world: World, index: number, step: DeskFate): Promise<void> {
  const desk = world.desks[index]
  if (!desk) return
  const { network } = desk
  switch (step.do) {
    case 'restart':
      await desk.close()
      await world.open(index)
      return
    case 'kill':
      desk.kill()
      return
    case 'kill-at':
      desk.crashAt({ file: step.file, commits: step.commits, when: step.when })
      return
    case 'clone':
      return clone(world, index)
    case 'token-expires':
      world.expireToken(desk)
      return
    case 'disk-refuses':
      desk.spoilDisk({ file: step.file, after: step.after ?? 0, times: step.times, code: step.code })
      return
    case 'clock-jumps':
      desk.skewMs = step.ms
      return
    case 'request':
      network.arm(step.kind, step.fate)
      return
    case 'frame':
      network.armFrame(step.fate)
      return
    case 'half-open':
      network.halfOpen()
      return
    case 'sleep':
      desk.skewMs += step.ms
      network.fallSilent()
      return
    case 'cut-line':
      network.cutLines('cut by the simulation')
      return
    case 'break-connections':
      network.breakAll('broken by the simulation')
      return
    case 'network-down':
      network.cut()
      return
    case 'network-up':
      network.down = false
      return
    default:
      assertNever(step)
  }
}

/** The profile is copied to a second computer, once per story. */
async function clone(world: World, index: number): Promise<void> {
  const desk = world.desks[index]
  if (!desk || world.cloned || !desk.isOpen) return
  world.cloned = true
  await desk.close()
  const person = PEOPLE.findIndex(({ userId }) => userId === desk.identity.userId)
  const copy = world.addDesk(person)
  desk.copyProfileTo(copy.folder)
  world.record.desks.set(world.desks.length - 1, world.record.desk(index).copy())
  await world.open(index)
  await world.open(world.desks.length - 1)
}
