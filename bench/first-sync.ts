// How fast a desk without a cache copies everything, beside a bare pull into a table without index, and beside PouchDB and RxDB.
import { startServer } from '../scripts/start/server.ts'
import { measurePairs } from './beside.ts'
import { databaseOf, prepareSyncServers } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import { type Pulled, withBareServer } from './sync/bare-pull.ts'
import { signIn } from './sync/bench-desk.ts'
import type { DeskSync } from './sync/clients/desk.ts'
import { runClient } from './sync/run-client.ts'
import { withTemporaryFolder } from './sync/temporary-folder.ts'

/** PouchDB takes so long that a part of the rows must do; what is left out would make it slower still. */
const POUCHDB_SHARE = 0.2

const rowsPerSecond = ({ rows, ms }: Pulled): number => (rows / ms) * 1000

export async function firstSync(scale: Scale): Promise<Figure[]> {
  const { before } = await prepareSyncServers(scale)
  const { messages } = scale.synced
  const bare = (url: string, name: string, rows = messages) =>
    withTemporaryFolder((folder) => runClient<Pulled>(name, { url, folder, rows }))
  const signal = new AbortController().signal
  const server = await startServer({ folder: before, port: 0, ...scale.synced, signal })
  try {
    const grant = await signIn(server.url, 'Agent')
    const desk = () =>
      withTemporaryFolder((folder) => runClient<DeskSync>('desk', { folder, serverUrl: server.url, grant }))
    return await withBareServer(databaseOf(before), async (url) => {
      const stalls: number[] = []
      const usable: number[] = []
      const pairs = await measurePairs(
        scale.syncs,
        async () => {
          const { ms, stallMs, usableMs } = await desk()
          stalls.push(stallMs)
          usable.push(usableMs)
          return rowsPerSecond({ rows: messages, ms })
        },
        async () => rowsPerSecond(await bare(url, 'bare'))
      )
      const value = median(pairs.map((pair) => pair.value))
      const beside = (
        name: string,
        floor: string,
        floorValue: number,
        ratio: number,
        detail = {}
      ): Figure => ({
        name,
        value: round(value, 0),
        unit: 'messages/s',
        floor,
        floorValue: round(floorValue, 0),
        ratio: round(ratio, 3),
        detail
      })
      const pouchdb = rowsPerSecond(await bare(url, 'pouchdb', Math.ceil(messages * POUCHDB_SHARE)))
      const rxdb = rowsPerSecond(await bare(url, 'rxdb'))
      const ratios = pairs.map((pair) => pair.value / pair.floor)
      const floorValue = median(pairs.map((pair) => pair.floor))
      return [
        beside(
          'first-sync',
          'JSON in pages of 1,000 into a table without index',
          floorValue,
          median(ratios),
          {
            ratios: ratios.map((ratio) => round(ratio)),
            stallMs: stalls.map((ms) => round(ms, 0)),
            usableMs: usable.map((ms) => round(ms, 0))
          }
        ),
        beside('first-sync-pouchdb', 'PouchDB in memory, one index', pouchdb, value / pouchdb),
        beside('first-sync-rxdb', 'RxDB in memory, one index', rxdb, value / rxdb)
      ]
    })
  } finally {
    await server.stop()
  }
}
