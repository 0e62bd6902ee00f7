import type { Server as NodeHttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Clock } from '#shared/base/clock.ts'
import { LIVE_HEARTBEAT_MS, PATHS } from '#shared/contract/wire.ts'

/** Most bytes of one frame from a client: what clients say is short. */
const MAX_FRAME_BYTES = 32 * 1024
/** Most frames from one client within the window; whoever sends more is cut off. */
const MAX_FRAMES = 60
const WINDOW_MS = 10_000
/** How long a connection may stay without naming a namespace and a token. */
const CONNECT_MS = 10_000

/** Socket.IO beside the HTTP server. Its own retries and recovery stay off: the Cursor does that work. */
export function createSocketServer(http: NodeHttpServer, clock: Clock): Server {
  const sockets = new Server(http, {
    path: PATHS.live,
    serveClient: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: CONNECT_MS,
    pingInterval: LIVE_HEARTBEAT_MS,
    pingTimeout: LIVE_HEARTBEAT_MS
  })
  sockets.engine.on('connection', (connection) => {
    let frames = 0
    let windowStartMs = clock.nowMs()
    connection.on('data', () => {
      const nowMs = clock.nowMs()
      if (nowMs - windowStartMs > WINDOW_MS) {
        frames = 0
        windowStartMs = nowMs
      }
      if (++frames > MAX_FRAMES) connection.close(true)
    })
  })
  return sockets
}
