import type { FastifyBaseLogger } from 'fastify'
import type { Server, Socket } from 'socket.io'
import { z } from 'zod'
import type { Clock } from '#shared/base/clock.ts'
import type { TenantId } from '#shared/base/ids.ts'
import { LIVE, LIVE_HEARTBEAT_MS } from '#shared/contract/wire.ts'
import type { ChangeFeed } from '../../feed/feed.ts'
import type { NextTurn } from '../../storage/next-turn.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Caller } from '../actor.ts'
import type { CallerSource } from '../authenticate.ts'
import { every } from '../every.ts'
import { framesFor, type News, readHead, readNews } from './frames.ts'

/** How soon a socket learns that its session has ended or its role has changed, in milliseconds. */
const SESSION_CHECK_MS = 2000
/** A desk with this many frames unsent is too slow to follow live; it pulls after it has reconnected. */
const MAX_UNSENT = 256
/** No tenant's aclVersion. */
const UNKNOWN = -1

const Handshake = z.object({ accessToken: z.string().max(4000) })

interface DeskTools {
  storage: Storage
  feed: ChangeFeed
  clock: Clock
  callers: CallerSource
  log: FastifyBaseLogger
  nextTurn?: NextTurn
}

interface ConnectedDesk extends Caller {
  /** frames handed to the socket since its buffer was last empty */
  unsent: number
}

/** The connected desks of one tenant. `sentTo` is the seq up to which they have been told. */
interface TenantLink {
  desks: Map<Socket, ConnectedDesk>
  sentTo: number
  /** whose roles the desks have; another one asks for a fresh look before anything is told */
  aclVersion: number
  flushing: boolean
  /** something was committed since the flush began */
  again: boolean
}

export interface DeskLink {
  /** how many desks are connected */
  connected(): number
  close(): void
}

/**
 * Lets desks in by their access token and tells them what is committed, coalesced: while one range is on its way, all
 * that follows waits for the next. A socket outlives its token, never its session, which is checked every two seconds.
 */
export function createDeskLink(sockets: Server, tools: DeskTools): DeskLink {
  const { storage, feed, clock, callers, log, nextTurn = setImmediate } = tools
  const tenants = new Map<TenantId, TenantLink>()
  const desks = sockets.of('/')

  desks.use(async (socket, next) => {
    const handshake = Handshake.safeParse(socket.handshake.auth)
    try {
      const caller = handshake.success ? await callers.byToken(handshake.data.accessToken) : null
      socket.data = caller
      next(caller ? undefined : new Error('unauthenticated'))
    } catch (error) {
      log.warn({ err: error }, 'a desk could not be let in')
      next(new Error('unavailable'))
    }
  })

  desks.on('connection', (socket: Socket) => {
    join(socket, socket.data as Caller).catch((error: unknown) => {
      log.warn({ err: error }, 'a desk could not be told the head')
      socket.disconnect(true)
    })
  })

  async function join(socket: Socket, caller: Caller): Promise<void> {
    const { tenantId } = caller
    const head = await storage.read((db) => readHead(db, tenantId))
    if (!socket.connected) return
    const link = tenants.get(tenantId) ?? newLink(head.head)
    tenants.set(tenantId, link)
    const desk = { ...caller, unsent: 0 }
    link.desks.set(socket, desk)
    // the caller was read before the head: the role may be another one by now
    link.aclVersion = UNKNOWN
    socket.conn.on('drain', () => {
      desk.unsent = 0
    })
    socket.on('disconnect', () => {
      link.desks.delete(socket)
      if (link.desks.size === 0 && tenants.get(tenantId) === link) tenants.delete(tenantId)
    })
    socket.emit(LIVE.heartbeat, head)
    // A commit between the read above and this line was told to nobody here.
    flushSoon(tenantId, link)
  }

  function flushSoon(tenantId: TenantId, link: TenantLink): void {
    link.again = true
    if (link.flushing) return
    link.flushing = true
    nextTurn(() => {
      flush(tenantId, link).catch((error: unknown) =>
        log.warn({ err: error }, 'a live frame could not be read')
      )
    })
  }

  async function flush(tenantId: TenantId, link: TenantLink): Promise<void> {
    try {
      while (link.again && link.desks.size > 0) {
        link.again = false
        const news = await readNews(storage, tenantId, link.sentTo)
        // with the role of before, a desk would miss what is granted, or be told what it may not see any more
        if (news.kind === 'range' && news.range.aclVersion !== link.aclVersion) {
          await checkTenant(tenantId, link)
          link.aclVersion = news.range.aclVersion
        }
        tell(link, news)
      }
    } finally {
      link.flushing = false
    }
  }

  function tell(link: TenantLink, news: News): void {
    if (news.kind === 'head') {
      link.sentTo = news.head
      const { epoch, head } = news
      for (const socket of link.desks.keys()) socket.emit(LIVE.heartbeat, { epoch, head })
    }
    if (news.kind === 'range') {
      link.sentTo = news.range.to
      dropSlow(link)
      for (const { frame, to } of framesFor(news.range, link.desks)) {
        desks.to(to.map((socket) => socket.id)).emit(LIVE.frame, frame)
      }
    }
  }

  async function beat(): Promise<void> {
    for (const [tenantId, link] of tenants) {
      const head = await storage.read((db) => readHead(db, tenantId))
      for (const socket of link.desks.keys()) socket.emit(LIVE.heartbeat, head)
    }
  }

  async function checkSessions(): Promise<void> {
    for (const [tenantId, link] of tenants) {
      await checkTenant(tenantId, link)
      // another process may have written too: a command of the operator's tells nobody
      flushSoon(tenantId, link)
    }
  }

  async function checkTenant(tenantId: TenantId, link: TenantLink): Promise<void> {
    const live = await callers.liveSessions(tenantId)
    for (const [socket, desk] of link.desks) {
      const role = live.get(desk.sessionId)
      if (role !== undefined) desk.role = role
      else {
        socket.emit(LIVE.ended)
        socket.disconnect(true)
      }
    }
  }

  const stops = [
    feed.onCommit(({ tenantId }) => {
      const link = tenants.get(tenantId)
      if (link) flushSoon(tenantId, link)
    }),
    every(clock, LIVE_HEARTBEAT_MS, beat, log),
    every(clock, SESSION_CHECK_MS, checkSessions, log)
  ]
  return {
    connected: () => desks.sockets.size,
    close() {
      for (const stop of stops) stop()
    }
  }
}

function newLink(sentTo: number): TenantLink {
  return { desks: new Map(), sentTo, aclVersion: UNKNOWN, flushing: false, again: false }
}

function dropSlow(link: TenantLink): void {
  for (const [socket, desk] of link.desks) {
    if (++desk.unsent > MAX_UNSENT) socket.disconnect(true)
  }
}
