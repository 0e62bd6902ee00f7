import { fork } from 'node:child_process'
import { once } from 'node:events'
import { io } from 'socket.io-client'

/** A running bare server and someone who writes through it. */
export interface BareChat {
  url: string
  send(text: string): Promise<void>
  close(): void
}

export async function openBareChat(): Promise<BareChat> {
  const server = fork('bench/live/bare-server.ts')
  const [url] = (await once(server, 'message')) as [string]
  const socket = io(url, { transports: ['websocket'], reconnection: false })
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve())
    socket.on('connect_error', reject)
  })
  return {
    url,
    send: async (text) => void socket.emit('write', text),
    close() {
      socket.disconnect()
      server.disconnect()
    }
  }
}
