import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../../../src-server/app/config.ts'
import { createLog } from '../../../../src-server/app/log.ts'
import { startServer } from '../../../../src-server/app/server.ts'
import type { Storage } from '../../../../src-server/storage/storage.ts'

/** A whole server with a small demo tenant, on a port of its own. */
export interface Running {
  url: string
  storage: Storage
  /** an agent's one desk: signs in, and asks for one Operation after the other */
  desk(login: string): Promise<Desk>
  stop(): Promise<void>
}

export interface Desk {
  push(type: string, lane: string, args: unknown, base?: object): Promise<{ status: string }>
}

export async function startRunning(environment: Record<string, string> = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'octopus-follower-'))
  const config = readConfig({
    OCTOPUS_DATA_DIR: folder,
    OCTOPUS_PORT: '0',
    OCTOPUS_DEMO: '1',
    OCTOPUS_DEMO_CONVERSATIONS: '5',
    OCTOPUS_LIMIT_FACTOR: '100',
    ...environment
  })
  if (!config.ok) throw new Error(config.error)
  const { url, storage, close } = await startServer(config.value, createLog('silent'))
  const desks = new Map<string, Promise<Desk>>()
  return {
    url,
    storage,
    desk(login) {
      const desk = desks.get(login) ?? openDesk(url, login)
      desks.set(login, desk)
      return desk
    },
    async stop() {
      await close()
      rmSync(folder, { recursive: true })
    }
  }
}

async function openDesk(url: string, login: string): Promise<Desk> {
  const post = async (path: string, body: unknown, headers = {}) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body)
    })
    return response.json()
  }
  const person = { email: `${login}@demo.octopus.test`, password: 'octopus-demo', deviceName: 'test' }
  const { accessToken } = await post('/session/sign-in', person)
  const deviceId = `desk-${login}`
  let deviceSeq = 0
  return {
    async push(type, lane, args, base = {}) {
      deviceSeq++
      const operation = {
        opId: `${deviceId}-${deviceSeq}`,
        deviceId,
        deviceSeq,
        lane,
        type,
        v: 1,
        args,
        base,
        blobs: [],
        clientTimeMs: Date.now()
      }
      const answer = await post(
        '/sync/push',
        { deviceId, operations: [operation] },
        { authorization: `Bearer ${accessToken}` }
      )
      return answer.outcomes[0]
    }
  }
}

/** A follower's browser as far as the server sees it: one cookie jar, JSON requests. */
export function aBrowser(url: string, slug: string) {
  let cookie = ''
  let setCookie = ''
  async function ask(path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${url}/follower/${slug}/${path}`, {
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) })
    })
    const given = response.headers.get('set-cookie')
    if (given !== null) {
      setCookie = given
      cookie = given.split(';')[0] ?? ''
    }
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
  return {
    ask,
    cookie: () => cookie,
    setCookie: () => setCookie,
    tellName: (name: string) => ask('session', { name }),
    write: (id: string, text: string) => ask('messages', { id, text }),
    thread: (after = 0) => ask(`thread?after=${after}`)
  }
}
