// How late many agents hear a follower's message through the real server, durable commit included, beside bare socket.io.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { LIVE, PATHS } from '#shared/contract/wire.ts'
import { withSyncServer } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import { joinChannel } from './live/follower.ts'
import type { Scale } from './scale.ts'
import { round } from './statistics.ts'
import { openSocket, withBareSockets } from './sync/bare-sockets.ts'
import type { ListenTask } from './sync/clients/listeners.ts'
import { latencies } from './sync/pace.ts'

const SLUG = 'acme-care'
const PER_SECOND = 50
const FOLLOWERS = 10

interface Heard {
  heard: number
  expected: number
  p50: number
  p99: number
}

/** What a message says: when it left, and as much as a frame of the real server has besides. */
const textNow = () => `sent at ${(performance.timeOrigin + performance.now()).toFixed(3)}.`

async function listen(task: ListenTask, write: () => Promise<number>): Promise<Heard> {
  const child = fork('bench/sync/clients/listeners.ts', [JSON.stringify(task)])
  await once(child, 'message')
  child.send(await write())
  const [heard] = (await once(child, 'message')) as [Heard]
  if (heard.heard < heard.expected) {
    throw new Error(`Of ${heard.expected} arrivals only ${heard.heard} were seen.`)
  }
  return heard
}

export async function liveLatency(scale: Scale): Promise<Figure[]> {
  const { agents: sockets, seconds } = scale.live
  const pace = { seconds, lines: FOLLOWERS }
  const own = await withSyncServer(scale, async ({ url, grant: { accessToken } }) => {
    const names = Array.from({ length: FOLLOWERS }, (_, n) => `Bench Follower ${n}`)
    const followers = await Promise.all(names.map((name) => joinChannel(url, SLUG, name)))
    return await listen({ url, path: PATHS.live, accessToken, event: LIVE.frame, sockets }, async () => {
      const sent = await latencies(pace, PER_SECOND, async (line) => followers[line]?.send(textNow()))
      return sent.length
    })
  })
  const bare = await withBareSockets(async ({ url }) => {
    const socket = await openSocket(url)
    const padding = 'x'.repeat(900)
    const heard = await listen({ url, event: 'told', sockets }, async () => {
      const sent = await latencies(pace, PER_SECOND, async () => socket.emit('tell', textNow() + padding))
      return sent.length
    })
    socket.disconnect()
    return heard
  })
  return [
    {
      name: 'live-p99',
      value: round(own.p99, 1),
      unit: 'ms (p99)',
      floor: `bare socket.io, ${sockets} sockets, ${PER_SECOND} messages a second`,
      floorValue: round(bare.p99, 1),
      ratio: round(own.p99 / bare.p99, 3),
      detail: { p50: round(own.p50, 1), floorP50: round(bare.p50, 1), arrivals: own.heard }
    }
  ]
}
