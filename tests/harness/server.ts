import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Clock } from '#shared/base/clock.ts'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { type FileLimits, USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import type { Config } from '../../src-server/app/config.ts'
import { createLog } from '../../src-server/app/log.ts'
import { startServer } from '../../src-server/app/server.ts'
import { systemClock } from '../../src-server/app/system.ts'
import type { HttpServer } from '../../src-server/gateway/room.ts'
import type { Storage } from '../../src-server/storage/storage.ts'
import { Desk } from './desk.ts'
import { findDemoTenant, seedTenant, type TestTenant } from './tenant.ts'

export interface TestServerOptions {
  /** a generated tenant; without it a small one with known ids (tenant.ts) */
  demo?: { conversations?: number; messages?: number; seed?: number }
  /** multiplies the rate limits; high by default, so that only tests of limits meet them */
  limitFactor?: number
  /** where the follower's page was built to */
  followerDir?: string
  metricsToken?: string
  trustProxy?: boolean
  fileLimits?: FileLimits
  smtp?: Config['smtp']
  /** webhooks may go to this computer */
  webhooksAnywhere?: boolean
}

export interface TestServer {
  url: string
  tenant: TestTenant
  /** the folder of its database, removed by `close` */
  dataDir: string
  /** its database, for a look behind the doors */
  storage(): Storage
  http(): HttpServer
  /** Signs in with the person's password and answers the grant. */
  signIn(email: string): Promise<SessionGrant>
  /** A desk on a device of its own; desks of one person share a session, because signing in is made to be slow. */
  desk(email: string): Promise<Desk>
  /** Everything that the server has logged. */
  logged(): string
  /** the server's clock */
  clock: Clock
  /** Moves the server's clock forward. */
  advance(ms: number): void
  /** Stops the server and starts it again on the same folder and port; `meanwhile` runs while nothing has the folder. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Starts the real server in this process: a free port, a temporary folder, a real SQLite file. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'octopus-server-'))
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => lines.push(line) })
  let aheadMs = 0
  const clock: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs }
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    publicUrl: null,
    dataDir,
    demo: options.demo
      ? {
          conversations: options.demo.conversations ?? 60,
          messages: options.demo.messages,
          seed: options.demo.seed ?? 1
        }
      : null,
    logLevel: 'info',
    followerDir: options.followerDir ?? 'out/follower',
    tokenSecret: undefined,
    metricsToken: options.metricsToken,
    trustProxy: options.trustProxy ?? false,
    smtp: options.smtp ?? null,
    webhooksAnywhere: options.webhooksAnywhere ?? false,
    fileLimits: options.fileLimits ?? USUAL_FILE_LIMITS,
    limitFactor: options.limitFactor ?? 1000
  }
  let server = await startServer(config, log, clock)
  const { url } = server
  const tenant = options.demo
    ? await findDemoTenant(server.storage)
    : await seedTenant(server.storage, 'acme')

  async function signIn(email: string): Promise<SessionGrant> {
    const response = await fetch(url + PATHS.signIn, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: tenant.people[0]?.password, deviceName: 'test' })
    })
    if (!response.ok) throw new Error(`sign-in of ${email}: ${response.status} ${await response.text()}`)
    return SessionGrant.parse(await response.json())
  }

  const grants = new Map<string, Promise<SessionGrant>>()
  return {
    url,
    tenant,
    dataDir,
    storage: () => server.storage,
    http: () => server.http,
    signIn,
    async desk(email) {
      const grant = grants.get(email) ?? signIn(email)
      grants.set(email, grant)
      return new Desk(url, await grant)
    },
    logged: () => lines.join(''),
    clock,
    advance(ms) {
      aheadMs += ms
      grants.clear()
    },
    async restart(meanwhile = async () => {}) {
      await server.close()
      await meanwhile()
      server = await startServer({ ...config, port: Number(new URL(url).port) }, log, clock)
      // lets `fetch` notice that its kept connections are gone, as it would in a process of its own
      await new Promise((resolve) => setTimeout(resolve, 50))
    },
    async close() {
      await server.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}
