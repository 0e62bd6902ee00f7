import type { Server as LiveServer, Socket } from 'socket.io'
import type { TenantId } from '#shared/base/ids.ts'
import { FOLLOWER_LIVE, LIVE } from '#shared/contract/wire.ts'
import { type Hint, OwnHint } from '#shared/features/presence/hints.ts'
import type { Caller } from '../../gateway/actor.ts'
import type { RoomTools } from '../../gateway/room.ts'
import type { FollowerSeat } from '../conversation/follower-write.ts'
import { followerRoom } from '../conversation/live.ts'
import { conversationOfSeat, nameOf, placeOf } from './read.ts'

/** Most hints of one desk within the window: more than somebody types, and what is more is not heard. */
const MAX_HINTS = 20
const WINDOW_MS = 10_000

export interface Presence {
  /** Tells the desks of the follower's tenant that the follower is writing, or not any more. */
  followerTypes(seat: FollowerSeat, isTyping: boolean): Promise<void>
}

interface PresentDesk extends Pick<Caller, 'tenantId' | 'userId'> {
  name: string
  /** what it said last; null when its person is nowhere */
  last: OwnHint | null
}

const desksRoom = (tenantId: TenantId) => `desks ${tenantId}`

/**
 * Passes on what desks say, to the other desks of their tenant and, of a person who writes an answer, to the follower's page. A desk that
 * comes to a conversation is told who is there already; one whose connection ends has gone.
 */
export function createPresence(live: LiveServer, { storage, clock, log }: RoomTools): Presence {
  const desks = live.of('/')
  const pages = live.of(FOLLOWER_LIVE.namespace)
  const present = new Map<Socket, PresentDesk>()

  desks.on('connection', (socket) => {
    const { tenantId, userId } = socket.data as Caller
    let hints = 0
    let windowStartMs = clock.nowMs()
    let said: Promise<void> = Promise.resolve()
    socket.join(desksRoom(tenantId))
    socket.on(LIVE.hint, (raw: unknown) => {
      const nowMs = clock.nowMs()
      if (nowMs - windowStartMs > WINDOW_MS) {
        hints = 0
        windowStartMs = nowMs
      }
      const own = OwnHint.safeParse(raw)
      if (!own.success || ++hints > MAX_HINTS) return
      // one after the other: they are told in the order in which they were said
      said = said
        .then(() => say(socket, { tenantId, userId }, own.data))
        .catch((error: unknown) => log.warn({ err: error }, 'a hint could not be passed on'))
    })
    socket.on('disconnect', () => {
      const desk = present.get(socket)
      present.delete(socket)
      if (desk?.last) tell(socket, desk, { ...desk.last, doing: 'gone' })
    })
  })

  async function say(socket: Socket, who: Pick<Caller, 'tenantId' | 'userId'>, own: OwnHint): Promise<void> {
    const { tenantId, userId } = who
    const place = await storage.read((db) => placeOf(db, tenantId, own.conversationId))
    // what is not this tenant's does not exist
    if (!place || !socket.connected) return
    const known = present.get(socket)
    const name = known?.name ?? (await storage.read((db) => nameOf(db, tenantId, userId)))
    if (!socket.connected) return
    const desk = known ?? { tenantId, userId, name, last: null }
    present.set(socket, desk)
    const before = desk.last
    desk.last = own.doing === 'gone' ? null : own
    if (before && before.conversationId !== own.conversationId)
      tell(socket, desk, { ...before, doing: 'gone' })
    tell(socket, desk, own)
    if (own.doing !== 'gone' && before?.conversationId !== own.conversationId) greet(socket, desk, own)
    const answers = place.ownerId === null || place.ownerId === userId || place.status !== 'active'
    if (place.chatEnabled && answers && (own.doing === 'typing' || before?.doing === 'typing')) {
      const room = followerRoom(tenantId, place.channelId, place.followerId)
      pages.to(room).emit(FOLLOWER_LIVE.typing, { name, typing: own.doing === 'typing' })
    }
  }

  function tell(socket: Socket, { tenantId, userId, name }: PresentDesk, own: OwnHint): void {
    const hint: Hint = { ...own, by: { kind: 'colleague', userId, name } }
    desks.to(desksRoom(tenantId)).except(socket.id).emit(LIVE.hint, hint)
  }

  /** Who is at the conversation already. */
  function greet(socket: Socket, { tenantId }: PresentDesk, { conversationId }: OwnHint): void {
    for (const [other, { userId, name, last, tenantId: theirs }] of present) {
      if (other === socket || theirs !== tenantId || last?.conversationId !== conversationId) continue
      const hint: Hint = { ...last, by: { kind: 'colleague', userId, name } }
      socket.emit(LIVE.hint, hint)
    }
  }

  return {
    async followerTypes(seat, isTyping) {
      const conversationId = await storage.read((db) => conversationOfSeat(db, seat))
      if (!conversationId || !seat.channel.chatEnabled) return
      const hint: Hint = { conversationId, doing: isTyping ? 'typing' : 'gone', by: { kind: 'follower' } }
      desks.to(desksRoom(seat.tenantId)).emit(LIVE.hint, hint)
    }
  }
}
