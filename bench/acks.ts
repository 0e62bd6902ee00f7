// How soon and how many messages of agents the real server accepts, each with a Receipt on the disk, beside a bare socket.io echo.
import fs from 'node:fs'
import { measurePairs } from './beside.ts'
import { withSyncServer } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import { withBareAccepts } from './sync/bare-accepts.ts'
import { withBareSockets } from './sync/bare-sockets.ts'
import type { EchoTask } from './sync/clients/echo.ts'
import type { PushTask } from './sync/clients/push.ts'
import type { RawAcceptsTask } from './sync/clients/raw-accepts.ts'
import { runClient } from './sync/run-client.ts'
import { withTemporaryFolder } from './sync/temporary-folder.ts'

const DESKS = 8
/** A push holds no more. */
const BATCH = 50
const PER_SECOND = 200

interface Latency {
  p50: number
  p99: number
}

export async function acks(scale: Scale): Promise<Figure[]> {
  const seconds = scale.ackSeconds
  return await withSyncServer(scale, ({ url: serverUrl, grant, before, folder: after }) =>
    withTemporaryFolder((folder) =>
      withBareSockets(async ({ url }) => {
        const push = <Answer>(task: Omit<PushTask, 'serverUrl' | 'grant' | 'seconds'>) =>
          runClient<Answer>('push', { ...task, serverUrl, grant, seconds })
        const echo = <Answer>(task: Omit<EchoTask, 'url' | 'folder' | 'seconds'>) =>
          runClient<Answer>('echo', { ...task, url, folder, seconds })

        const rates = await measurePairs(
          scale.syncs,
          async () => (await push<{ perSecond: number }>({ lines: DESKS, batch: BATCH })).perSecond,
          async () => (await echo<{ perSecond: number }>({ lines: DESKS, batch: BATCH })).perSecond
        )
        const rows = await rawAccepts(before, after)
        const single = await push<{ perSecond: number }>({ lines: 1, batch: 1 })
        const paced = { lines: DESKS, batch: 1, perSecond: PER_SECOND }
        const times = await measurePairs<Latency & { flushMs?: number }>(
          scale.syncs,
          () => push<Latency>(paced),
          () => echo<Latency & { flushMs: number }>(paced)
        )
        const bare = await withBareAccepts(folder, (pushUrl) => push<Latency>({ ...paced, pushUrl }))
        return [...rateFigures(rates, single.perSecond, rows.perSecond), ...latencyFigures(times, bare)]
      })
    )
  )
}

/** Writes what the server in the folder `after` has accepted so far into a copy of what it was before. */
async function rawAccepts(before: string, after: string): Promise<{ perSecond: number }> {
  return await withTemporaryFolder(async (copy) => {
    fs.cpSync(before, copy, { recursive: true })
    const task: RawAcceptsTask = { before: copy, after, batch: DESKS * BATCH }
    return await runClient('raw-accepts', task)
  })
}

function rateFigures(
  pairs: readonly { value: number; floor: number }[],
  single: number,
  rows: number
): Figure[] {
  const value = median(pairs.map((pair) => pair.value))
  const echoes = median(pairs.map((pair) => pair.floor))
  const figure = (name: string, floor: string, floorValue: number): Figure => ({
    name,
    value: round(value, 0),
    unit: 'Operations/s',
    floor,
    floorValue: round(floorValue, 0),
    ratio: round(value / floorValue, 3)
  })
  return [
    figure(
      'ack-throughput',
      `a bare socket.io echo, ${DESKS} sockets with ${BATCH} messages in flight`,
      echoes
    ),
    figure('ack-throughput-grouped', 'one desk, one Operation and one commit at a time', single),
    figure(
      'ack-throughput-rows',
      `the same rows by prepared statements into the same tables, flushed after each ${DESKS * BATCH} Operations`,
      rows
    )
  ]
}

function latencyFigures(
  pairs: readonly { value: Latency; floor: Latency & { flushMs?: number } }[],
  bare: Latency
): Figure[] {
  const of = (values: readonly number[]) => median(values)
  const p50 = of(pairs.map(({ value }) => value.p50))
  const p99 = of(pairs.map(({ value }) => value.p99))
  const echo50 = of(pairs.map(({ floor }) => floor.p50))
  const echo99 = of(pairs.map(({ floor }) => floor.p99))
  const flush = of(pairs.map(({ floor }) => floor.flushMs ?? 0))
  const figure = (name: string, unit: string, value: number, floor: string, floorValue: number): Figure => ({
    name,
    value: round(value, 3),
    unit,
    floor,
    floorValue: round(floorValue, 3),
    ratio: round(value / floorValue, 3),
    detail: { echoP50: round(echo50, 3), echoP99: round(echo99, 3), flush: round(flush, 3) }
  })
  return [
    figure('ack-latency', 'ms (p50)', p50, 'echo and two flushes of the disk', echo50 + 2 * flush),
    figure('ack-latency-p99', 'ms (p99)', p99, 'p99 of the echo', echo99),
    figure('ack-latency-http', 'ms (p50)', p50, 'bare HTTP that keeps each push as one row', bare.p50),
    figure('ack-latency-http-p99', 'ms (p99)', p99, 'its p99', bare.p99)
  ]
}
