// A server's data of one size and a desk's profile that has synced all of it: made once, then used by every run.
import fs from 'node:fs'
import path from 'node:path'
import { type RunningServer, startServer } from '../../scripts/start/server.ts'
import { Stop } from '../../scripts/tool.ts'
import type { Size } from '../scale.ts'
import { loadCannedResponses } from './canned-load.ts'
import { beginFolder, dataFolder, ROOT } from './folder.ts'
import { syncDesk } from './sync-desk.ts'
import { loadWaitingRequests } from './waiting-requests.ts'

export interface Prepared {
  size: Size
  /** the desk's data folder */
  profile: string
  /** the only address that the profile is signed in at */
  serverUrl: string
  /** Runs the server while `work` lasts. */
  withServer<Result>(work: (server: RunningServer) => Promise<Result>): Promise<Result>
}

async function withServer<Result>(
  size: Size,
  folder: string,
  port: number,
  work: (server: RunningServer) => Promise<Result>
): Promise<Result> {
  const { conversations, messages } = size
  const signal = new AbortController().signal
  const server = await startServer({ folder, port, conversations, messages, signal })
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

/** Whether everything was made, and the server has not ended the desk's session since. */
function isUsable(marker: string, profile: string): boolean {
  if (!fs.existsSync(marker)) return false
  const session = path.join(profile, 'session.json')
  return fs.existsSync(session) && JSON.parse(fs.readFileSync(session, 'utf8')).sealedToken !== null
}

/** Makes the data and the profile, or takes those of an earlier run. */
export async function prepare(size: Size): Promise<Prepared> {
  const folder = dataFolder(Object.values(size).join('-'))
  const profile = path.join(folder, 'desk')
  const marker = path.join(folder, 'server-url')
  if (!isUsable(marker, profile)) {
    beginFolder(folder)
    console.log(`preparing ${size.messages} messages in ${size.conversations} conversations (once)`)
    const url = await withServer(size, folder, 0, async (server) => {
      if (size.responses > 0) await loadCannedResponses(server.url, size.responses)
      if (size.requests > 0) await loadWaitingRequests(server.url, size.requests)
      await syncDesk({ profile, serverUrl: server.url }, size)
      return server.url
    })
    fs.writeFileSync(marker, url)
  }
  const serverUrl = fs.readFileSync(marker, 'utf8')
  const port = Number(new URL(serverUrl).port)
  return {
    size,
    profile,
    serverUrl,
    withServer: (work) =>
      withServer(size, folder, port, work).catch((error: Error) => {
        if (!(error instanceof Stop)) throw error
        throw new Stop(
          `${error.message}\nThe bench's server needs port ${port}; or remove ${ROOT} to begin anew.`
        )
      })
  }
}
