import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { ServerProcess } from '../../harness/server-process.ts'
import { TcpLine } from '../../harness/tcp-line.ts'
import { MOMENTS_MODULE, Moments } from '../crash/moments.ts'
import { Testimony } from '../evidence/testimony.ts'
import { Agent } from './agent.ts'
import { Chance } from './chance.ts'
import { type Chats, openChats } from './chats.ts'
import { FaultyDesk } from './faulty-desk.ts'
import { SmallDisk } from './small-disk.ts'

/** Who works at the two desks. */
const AGENTS = ['Mia', 'Tom']
const CONVERSATIONS = 40
/** Room for the data of the server, in megabytes. */
const DISK_MB = 128

/** One server, two desks and some followers, on which rounds are played one after the other. */
export interface World {
  server: ServerProcess
  isServerUp: boolean
  serverDisk: SmallDisk | null
  serverMoments: Moments
  /** the server's data */
  dataDir: string
  desks: readonly FaultyDesk[]
  agents: readonly Agent[]
  followersLine: TcpLine
  chats: Chats
  record: Testimony
  /** New followers come, and everybody turns to them. */
  renewChats(): Promise<void>
  /** Copies what the processes have on their disks. */
  keep(folder: string): void
  close(): Promise<void>
}

/** Starts everything; `folder` takes what the crash points write, and must outlive it. */
export async function openWorld(seed: number, folder: string): Promise<World> {
  mkdirSync(folder, { recursive: true })
  const record = new Testimony()
  const serverMoments = new Moments(folder, 'server')
  const serverFolder = mkdtempSync(path.join(tmpdir(), 'octopus-faults-server-'))
  const dataDir = path.join(serverFolder, 'server')
  const serverDisk = SmallDisk.mount(dataDir, DISK_MB)
  const env = {
    ...serverMoments.env(),
    OCTOPUS_LIMIT_FACTOR: '1000',
    NODE_COMPILE_CACHE: path.join(tmpdir(), 'octopus-faults-compile-cache')
  }
  const server = await ServerProcess.open(CONVERSATIONS, {
    folder: serverFolder,
    preload: MOMENTS_MODULE,
    env
  })
  const followersLine = await TcpLine.lay(server.url)
  const browser = await openBrowser()
  const desks = await Promise.all(AGENTS.map((name) => FaultyDesk.open(name, server.url, folder, record)))
  let chats = await openChats(followersLine.url, browser, record, AGENTS)
  const agents = desks.map((desk, at) => new Agent(at, desk, chats, record, new Chance(seed + at)))
  for (const agent of agents) await agent.prepare()
  return {
    server,
    isServerUp: true,
    serverDisk,
    serverMoments,
    dataDir,
    desks,
    agents,
    followersLine,
    record,
    get chats() {
      return chats
    },
    async renewChats() {
      await chats.shared.close()
      chats = await openChats(followersLine.url, browser, record, AGENTS)
      for (const agent of agents) agent.turnTo(chats)
    },
    keep(to) {
      cpSync(serverFolder, path.join(to, 'server'), { recursive: true })
      for (const desk of desks) {
        const kept = path.join(to, desk.firstName.toLowerCase())
        cpSync(path.join(desk.app.profile, 'accounts'), path.join(kept, 'accounts'), { recursive: true })
        cpSync(path.join(desk.app.profile, 'logs'), path.join(kept, 'logs'), { recursive: true })
      }
    },
    async close() {
      await Promise.all(desks.map((desk) => desk.close()))
      await browser.close()
      await followersLine.close()
      await server.kill9()
      serverDisk?.unmount()
      rmSync(serverFolder, { recursive: true, force: true })
    }
  }
}

async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    ...(process.env.OCTOPUS_BROWSER && { executablePath: process.env.OCTOPUS_BROWSER }),
    chromiumSandbox: process.getuid?.() !== 0
  })
}
