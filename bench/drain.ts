// A desk comes back with a full Outbox.
import fs from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { withSyncServer } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { round } from './statistics.ts'
import type { Drained } from './sync/clients/drain.ts'
import { runClient } from './sync/run-client.ts'
import { withTemporaryFolder } from './sync/temporary-folder.ts'

/** The same bytes over bare HTTP into files that are flushed. */
async function bareUpload(folder: string, files: number, fileBytes: number): Promise<number> {
  const server = createServer(async (request, response) => {
    const target = path.join(folder, path.basename(request.url ?? ''))
    await pipeline(request, fs.createWriteStream(target, { flush: true }))
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const body = Buffer.alloc(fileBytes, 'x')
  const startMs = performance.now()
  for (let count = 0; count < files; count += 1) {
    await (await fetch(`${url}/${count}`, { method: 'POST', body })).arrayBuffer()
  }
  const ms = performance.now() - startMs
  server.close()
  return ms
}

export async function drain(scale: Scale): Promise<Figure[]> {
  const { operations, files, fileBytes } = scale.drained
  const { ms, stallMs } = await withSyncServer(scale, ({ url: serverUrl, grant }) =>
    withTemporaryFolder((folder) =>
      runClient<Drained>('drain', { folder, serverUrl, grant, operations, files, fileBytes })
    )
  )
  const bareMs = await withTemporaryFolder((folder) => bareUpload(folder, files, fileBytes))
  return [
    {
      name: 'drain',
      value: round(ms / 1000, 2),
      unit: 's',
      floor: 'the files alone, over bare HTTP into flushed files',
      floorValue: round(bareMs / 1000, 3),
      ratio: round(ms / bareMs, 2),
      detail: { operations, megabytes: round((files * fileBytes) / 1e6, 1), stallMs: round(stallMs, 1) }
    }
  ]
}
