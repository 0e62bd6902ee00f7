// What one idle live connection of a desk takes of the server's memory, beside a connection of bare socket.io. Linux: reads /proc.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { PATHS } from '#shared/contract/wire.ts'
import { withSyncServer } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { round } from './statistics.ts'
import { withBareSockets } from './sync/bare-sockets.ts'
import type { ListenTask } from './sync/clients/listeners.ts'

/** Private memory of a process in bytes: what it shares with others does not grow with its connections. */
function privateBytes(pid: number): number {
  const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const lines = rollup.match(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm) ?? []
  return lines.reduce((sum, line) => sum + Number(line.match(/\d+/)?.[0]) * 1024, 0)
}

/** Opens connections twice: the first ones make what a server needs once. */
async function bytesEach(pid: number, task: Omit<ListenTask, 'event'>, restMs: number): Promise<number> {
  const open = async () => {
    const client = fork('bench/sync/clients/idle-sockets.ts', [JSON.stringify(task)])
    await once(client, 'message')
    await setTimeout(restMs)
    return client
  }
  const first = await open()
  const before = privateBytes(pid)
  const second = await open()
  const bytes = (privateBytes(pid) - before) / task.sockets
  for (const client of [first, second]) client.disconnect()
  return bytes
}

export async function connectionMemory(scale: Scale): Promise<Figure[]> {
  const { idleSockets: sockets, restMs } = scale
  const own = await withSyncServer(scale, ({ url, pid, grant: { accessToken } }) =>
    bytesEach(pid, { url, path: PATHS.live, accessToken, sockets }, restMs)
  )
  const bare = await withBareSockets(({ url, pid }) => bytesEach(pid, { url, sockets }, restMs))
  return [
    {
      name: 'connection-memory',
      value: round(own / 1000, 1),
      unit: 'kB',
      floor: 'a connection of bare socket.io',
      floorValue: round(bare / 1000, 1),
      ratio: round(own / bare, 3),
      detail: { sockets }
    }
  ]
}
