import type { AddressInfo } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '#shared/base/clock.ts'
import { mailSettled } from '../features/approval/mail-settled.ts'
import { createKeySource } from '../features/integration/key-source.ts'
import { createCallerSource } from '../features/session/authenticate.ts'
import { createFeed } from '../feed/feed.ts'
import { createRegistry } from '../gateway/intake/judge.ts'
import { createDeskLink } from '../gateway/live/desk-link.ts'
import { createSocketServer } from '../gateway/live/socket-server.ts'
import { addPullRoute } from '../gateway/pull-route.ts'
import { addPushRoute } from '../gateway/push-route.ts'
import type { HttpServer, Room, RoomTools } from '../gateway/room.ts'
import { addSnapshotRoutes } from '../gateway/snapshot-routes.ts'
import { startMailing } from '../mail/sender.ts'
import { smtpSender } from '../mail/smtp.ts'
import { openSqliteStorage } from '../storage/sqlite/open.ts'
import type { Storage } from '../storage/storage.ts'
import { ACCESS } from './access-table.ts'
import type { Config } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import { makeDemoDatabase } from './demo.ts'
import { keepHouse, keepRooms } from './housekeeping.ts'
import { createHttp } from './http.ts'
import { addMetrics } from './metrics.ts'
import { listRooms, orderSources } from './rooms.ts'
import { mintIds, systemClock, systemRandom } from './system.ts'

export interface RunningServer {
  /** where it listens: `http://127.0.0.1:4780` */
  url: string
  storage: Storage
  http: HttpServer
  /** Lets requests in flight finish, ends live links and closes the database. */
  close(): Promise<void>
}

/** Puts the server together and starts it; what was opened is closed again when a step fails. */
export async function startServer(
  config: Config,
  log: FastifyBaseLogger,
  clock: Clock = systemClock
): Promise<RunningServer> {
  const opened: (() => void | Promise<void>)[] = []
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    const folder = openDataFolder(config.dataDir, config.tokenSecret)
    opened.push(folder.release)
    const mint = { clock, mintId: mintIds(clock, systemRandom), randomBytes: systemRandom }
    if (config.demo && (await makeDemoDatabase(folder, config.demo, mint))) {
      log.info({ conversations: config.demo.conversations }, 'the demo tenant is ready')
    }
    const storage = openSqliteStorage(folder.database)
    opened.push(() => storage.close())
    await storage.migrate()

    const feed = createFeed(storage)
    const tools: RoomTools = { ...mint, storage, feed, log, publicUrl: config.publicUrl }
    opened.push(keepHouse(tools))
    const rooms = listRooms(config, folder)
    opened.push(keepRooms(rooms, tools))
    for (const room of rooms) {
      const stop = room.start?.(tools)
      if (stop) opened.push(stop)
    }
    if (config.smtp) opened.push(startMailing(tools, smtpSender(config.smtp), mailSettled))
    else log.info('no mail server is set: mails to partners wait')
    const http = await assemble(config, tools, rooms, folder.tokenSecret)
    opened.push(() => http.close())
    await http.listen({ port: config.port, host: config.host })
    return { url: urlOf(http, config.host), storage, http, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** The HTTP server with all rooms and the live links, not yet listening. */
async function assemble(
  config: Config,
  tools: RoomTools,
  rooms: readonly Room[],
  tokenSecret: Uint8Array
): Promise<HttpServer> {
  const { storage, feed, clock, log } = tools
  const registry = createRegistry(rooms.flatMap((room) => room.handlers ?? []))
  const callers = createCallerSource(storage, clock, tokenSecret)
  const http = await createHttp(config, log, ACCESS, callers, createKeySource(storage, clock))

  const sockets = createSocketServer(http.server, clock)
  const desks = createDeskLink(sockets, { storage, feed, clock, callers, log })
  const metrics = addMetrics(http, {
    token: config.metricsToken,
    knownTypes: new Set([...registry.values()].map((handler) => handler.definition.type)),
    desks: desks.connected
  })
  addPushRoute(http, tools, registry, metrics.operation)
  addPullRoute(http, tools)
  addSnapshotRoutes(http, tools, orderSources(rooms))
  for (const room of rooms) {
    room.addRoutes?.(http, tools)
    room.addLive?.(sockets, tools)
  }
  http.addHook('preClose', async () => {
    desks.close()
    sockets.disconnectSockets(true)
    sockets.engine.close()
  })
  return http
}

function urlOf(http: HttpServer, host: string): string {
  const { port } = http.server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
