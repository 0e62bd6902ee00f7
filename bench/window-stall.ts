// How long the main process of the real app lets its window wait while many Changes arrive, after the inbox is painted.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type RunningServer, startServer } from '../scripts/start/server.ts'
import { AT_ONCE_MS, syncTo } from './catch-up.ts'
import { accountOf } from './data/offline-account.ts'
import { syncDesk } from './data/sync-desk.ts'
import { databaseOf, prepareSyncServers } from './data/sync-servers.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { median, round } from './statistics.ts'
import { withTemporaryFolder } from './sync/temporary-folder.ts'
import { type DeskProfile, launchDesk, untilOnline } from './window/desk.ts'
import type { Window } from './window/launch.ts'

interface Watched {
  stallMs: number
  /** the slowest look at the inbox, as its page sees it */
  slowestLookMs: number
  ms: number
}

const CATCH_UP_WITHIN_MS = 120_000
const LOOK_EVERY_MS = 100
const INBOX = { filter: 'all', channelId: null, search: '', after: null, limit: 60 }
/** Answers how long the page has waited for its inbox. */
const LOOK = `(async () => {
  const startMs = performance.now()
  await desk.query('conversation.inbox', ${JSON.stringify(INBOX)})
  return performance.now() - startMs
})()`

export async function windowStall(scale: Scale): Promise<Figure[]> {
  const { before, after } = await prepareSyncServers(scale)
  return await withTemporaryFolder(async (folder) => {
    const old = path.join(folder, 'old')
    fs.mkdirSync(old)
    await syncTo(before, old, scale)
    fs.cpSync(after, folder, { recursive: true })
    const profile = path.join(folder, 'desk')
    const start = (port: number) =>
      startServer({ folder, port, ...scale.synced, signal: new AbortController().signal })
    const serverUrl = await signInOnce(start, profile, scale)
    const runs: Watched[] = []
    for (let count = 0; count < scale.syncs; count += 1) {
      // signed in at the server as it is now, with a cache from before
      const cache = path.join(accountOf(profile).folder, 'cache.db')
      fs.copyFileSync(path.join(old, 'cache.db'), cache)
      runs.push(await watchCatchUp({ profile, serverUrl }, start))
      mustHoldAll(cache, databaseOf(folder))
    }
    return [figureOf(runs, scale)]
  })
}

async function signInOnce(
  start: (port: number) => Promise<RunningServer>,
  profile: string,
  { synced }: Scale
): Promise<string> {
  const server = await start(0)
  try {
    await syncDesk({ profile, serverUrl: server.url }, { ...synced, responses: 0, requests: 0 })
    return server.url
  } finally {
    await server.stop()
  }
}

/** Opens the desk without its server, which comes when the inbox is painted. */
async function watchCatchUp(
  at: DeskProfile,
  start: (port: number) => Promise<RunningServer>
): Promise<Watched> {
  const desk = launchDesk(at)
  try {
    await desk.readyMs
    await desk.watchStalls()
    const server = await start(Number(new URL(at.serverUrl).port))
    try {
      const startMs = performance.now()
      await desk.evaluate(`desk.act('sync.retry-now', {})`)
      let online = false
      const looks = lookUntil(desk, () => online)
      await untilOnline(desk, CATCH_UP_WITHIN_MS).finally(() => {
        online = true
      })
      const ms = performance.now() - startMs
      return { ms, stallMs: await desk.longestStall(), slowestLookMs: await looks }
    } finally {
      await server.stop()
    }
  } finally {
    await desk.quit()
  }
}

async function lookUntil(desk: Window, isOver: () => boolean): Promise<number> {
  let slowestMs = 0
  while (!isOver()) {
    slowestMs = Math.max(slowestMs, await desk.evaluate<number>(LOOK))
    await setTimeout(LOOK_EVERY_MS)
  }
  return slowestMs
}

function messagesIn(file: string): number {
  const db = new Database(file, { readonly: true })
  const found = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM messages').get()
  db.close()
  return found?.count ?? 0
}

function mustHoldAll(cache: string, server: string): void {
  const [here, there] = [messagesIn(cache), messagesIn(server)]
  if (here !== there) throw new Error(`The desk holds ${here} of ${there} messages.`)
}

function figureOf(runs: readonly Watched[], { synced }: Scale): Figure {
  const longest = Math.max(...runs.map(({ stallMs }) => stallMs))
  return {
    name: 'window-stall',
    value: round(longest, 1),
    unit: 'ms (longest)',
    floor: 'what a person takes for at once',
    floorValue: AT_ONCE_MS,
    ratio: round(longest / AT_ONCE_MS, 3),
    detail: {
      stalls: runs.map(({ stallMs }) => round(stallMs, 1)),
      slowestLooksMs: runs.map(({ slowestLookMs }) => round(slowestLookMs, 1)),
      changesPerSecond: round(median(runs.map(({ ms }) => (synced.changes / ms) * 1000)), 0)
    }
  }
}
