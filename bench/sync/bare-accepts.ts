import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Runs the server that keeps every push and asks nothing, with its data in `folder`, while `work` lasts. */
export async function withBareAccepts<Result>(
  folder: string,
  work: (url: string) => Promise<Result>
): Promise<Result> {
  const server = fork('bench/sync/bare-accept-server.ts', [folder])
  const [url] = (await once(server, 'message')) as [string]
  try {
    return await work(url)
  } finally {
    server.disconnect()
  }
}
