import { fork } from 'node:child_process'
import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'

/** Runs the bare socket server while `work` lasts. */
export async function withBareSockets<Result>(
  work: (server: { url: string; pid: number }) => Promise<Result>
): Promise<Result> {
  const server = fork('bench/sync/bare-socket-server.ts')
  const [url] = (await once(server, 'message')) as [string]
  try {
    return await work({ url, pid: server.pid ?? 0 })
  } finally {
    server.disconnect()
  }
}

/** Opens a socket as a desk does, without its retries; rejects when it is not let in. */
export async function openSocket(
  url: string,
  options: { path?: string; auth?: Record<string, string> } = {}
): Promise<Socket> {
  const socket = io(url, { ...options, transports: ['websocket'], reconnection: false, forceNew: true })
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve())
    socket.on('connect_error', reject)
  })
  return socket
}
