// Agents' desks that hear what is new, all in this process. Each message says when it left, so how late it is heard is known here.
import { percentile } from '../../statistics.ts'
import { openSocket } from '../bare-sockets.ts'
import { taskOf } from '../run-client.ts'

export interface ListenTask {
  url: string
  path?: string
  accessToken?: string
  event: string
  sockets: number
}

/** What a text that was sent at a moment begins with. */
const SENT = /sent at (\d+\.\d+)/g

const { url, path, accessToken, event, sockets } = taskOf<ListenTask>()
const times: number[] = []
let heard = 0
const options = { ...(path && { path }), ...(accessToken && { auth: { accessToken } }) }
for (let count = 0; count < sockets; count += 1) {
  const socket = await openSocket(url, options)
  socket.on(event, (frame: unknown) => {
    const nowMs = performance.timeOrigin + performance.now()
    const said = new Set([...JSON.stringify(frame).matchAll(SENT)].map(([, atMs]) => atMs))
    heard += said.size
    for (const atMs of said) times.push(nowMs - Number(atMs))
  })
}
process.send?.('ready')
// the one who writes says how often each message should have been heard
process.on('message', (messages: number) => {
  const expected = messages * sockets
  const untilMs = performance.now() + 20_000
  const timer = setInterval(() => {
    if (heard < expected && performance.now() < untilMs) return
    clearInterval(timer)
    const answer = { heard, expected, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
    process.send?.(answer, () => process.exit(0))
  }, 50)
})
