import type { io } from 'socket.io-client'
import { LIVE, LiveFrame, LiveHead, PATHS } from '#shared/contract/wire.ts'
import type { LiveLine, LiveListener } from './link.ts'

interface SocketLineOptions {
  io: typeof io
  root: string
  accessToken: string
  listener: LiveListener
}

/**
 * One Socket.IO connection. Its own reconnection stays off: the loop decides when to try again, and the Cursor, not
 * the socket, knows what was missed.
 */
export function openSocketLine({ io, root, accessToken, listener }: SocketLineOptions): LiveLine {
  const { origin, pathname } = new URL(root)
  const socket = io(origin, {
    path: pathname.replace(/\/+$/, '') + PATHS.live,
    auth: { accessToken },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    timeout: 20_000
  })
  let over = false
  function finish(tell: () => void): void {
    if (over) return
    over = true
    socket.disconnect()
    tell()
  }
  function heard(tell: () => void): void {
    if (!over) tell()
  }
  socket.on('connect', () => heard(() => listener.opened()))
  socket.on(LIVE.frame, (raw: unknown) => {
    const frame = LiveFrame.safeParse(raw)
    if (frame.success) heard(() => listener.frame(frame.data))
    else finish(() => listener.closed('a frame that this version cannot read'))
  })
  socket.on(LIVE.heartbeat, (raw: unknown) => {
    const head = LiveHead.safeParse(raw)
    if (head.success) heard(() => listener.heartbeat(head.data))
    else finish(() => listener.closed('a heartbeat that this version cannot read'))
  })
  socket.on(LIVE.hint, (raw: unknown) => heard(() => listener.hint(raw)))
  socket.on(LIVE.ended, () => finish(() => listener.ended()))
  socket.on('connect_error', (error: Error) => finish(() => listener.closed(error.message)))
  socket.on('disconnect', (reason: string) => finish(() => listener.closed(reason)))
  return {
    // not kept for later: by then it would not be true any more
    say: (hint) => void socket.volatile.emit(LIVE.hint, hint),
    close: () => finish(() => undefined)
  }
}
