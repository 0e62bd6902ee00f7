import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A message as the bare server hands it out. */
export interface BareMessage {
  place: number
  id: string
  conversationId: string
  position: number
  direction: string
  authorId: string | null
  text: string
  attachments: string | null
  sentAtMs: number
}

/** What a client that pulls from the bare server is told. */
export interface PullTask {
  url: string
  /** where it may keep its data */
  folder: string
  rows: number
}

/** What such a client has measured. */
export interface Pulled {
  rows: number
  ms: number
}

const PAGE = 1000

/** Pulls page by page, each when the one before is kept, until there is no more. */
export async function pullAll(
  { url, rows: most }: PullTask,
  keep: (rows: readonly BareMessage[]) => void | Promise<void>,
  end: () => Promise<void> = async () => undefined
): Promise<Pulled> {
  const startMs = performance.now()
  let after = 0
  let count = 0
  while (count < most) {
    const answer = await fetch(`${url}/?after=${after}&limit=${Math.min(PAGE, most - count)}`)
    const { rows } = (await answer.json()) as { rows: BareMessage[] }
    const last = rows.at(-1)
    if (!last) break
    await keep(rows)
    after = last.place
    count += rows.length
  }
  await end()
  return { rows: count, ms: performance.now() - startMs }
}

/** Serves the messages of a server's database while `work` lasts. */
export async function withBareServer<Result>(
  database: string,
  work: (url: string) => Promise<Result>
): Promise<Result> {
  const server = fork('bench/sync/bare-pull-server.ts', [database])
  const [url] = (await once(server, 'message')) as [string]
  try {
    return await work(url)
  } finally {
    server.disconnect()
  }
}
