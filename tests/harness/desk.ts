import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { DeviceId, OpId } from '#shared/base/ids.ts'
import { PATHS, PushResponse, type SessionGrant } from '#shared/contract/wire.ts'
import { ChangeRange } from '#shared/sync/change.ts'
import { Lane, type Operation, type OperationDefinition } from '#shared/sync/operation.ts'
import type { PushOutcome } from '#shared/sync/receipt.ts'
import { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'

/** An HTTP answer, read whole. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  json: unknown
}

/** A desk that speaks the protocol by hand: it keeps nothing, and repeats, reorders or forges what a test asks for. */
export class Desk {
  readonly url: string
  readonly grant: SessionGrant
  deviceId = DeviceId.parse(randomUUID())
  #deviceSeq = 0

  constructor(url: string, grant: SessionGrant) {
    this.url = url
    this.grant = grant
  }

  /** Sends any request with the access token. */
  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.grant.accessToken}` }
    if (body !== undefined) headers['content-type'] = 'application/json'
    const response = await fetch(this.url + path, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : null
    }
  }

  /** An Operation of this device with the next deviceSeq; `more` overrides anything. */
  operation<Args>(
    definition: OperationDefinition<string, Args>,
    args: Args,
    more: Partial<Operation> = {}
  ): Operation {
    this.#deviceSeq++
    return {
      opId: OpId.parse(randomUUID()),
      deviceId: this.deviceId,
      deviceSeq: this.#deviceSeq,
      lane: Lane.parse(definition.lane(args)),
      type: definition.type,
      v: definition.v,
      args,
      base: {},
      blobs: [],
      clientTimeMs: Date.now(),
      ...more
    }
  }

  /** Pushes as it is and answers the raw answer. */
  async pushRaw(operations: readonly unknown[], deviceId: string = this.deviceId): Promise<Answer> {
    return await this.send('POST', PATHS.push, { deviceId, operations })
  }

  /** Pushes and answers the outcomes, in order. */
  async push(...operations: Operation[]): Promise<PushOutcome[]> {
    const answer = await this.pushRaw(operations)
    if (answer.status !== 200) throw new Error(`push: ${answer.status} ${answer.text}`)
    return PushResponse.parse(answer.json).outcomes
  }

  async pull(since: number, limit = 500): Promise<ChangeRange> {
    const answer = await this.send('GET', `${PATHS.changes}?since=${since}&limit=${limit}`)
    if (answer.status !== 200) throw new Error(`pull: ${answer.status} ${answer.text}`)
    return ChangeRange.parse(answer.json)
  }

  async openSnapshot(): Promise<SnapshotStart> {
    return SnapshotStart.parse((await this.send('GET', PATHS.snapshotStart)).json)
  }

  async snapshotPage(entity: string, limit: number, after?: string): Promise<SnapshotPage> {
    const key = after === undefined ? '' : `&after=${encodeURIComponent(after)}`
    const answer = await this.send('GET', `${PATHS.snapshotStart}/${entity}?limit=${limit}${key}`)
    if (answer.status !== 200) throw new Error(`snapshot: ${answer.status} ${answer.text}`)
    return SnapshotPage.parse(answer.json)
  }

  /** All rows of an entity, page by page. */
  async snapshotRows(entity: string, limit = 5000): Promise<unknown[]> {
    const rows: unknown[] = []
    let after: string | undefined
    for (;;) {
      const page = await this.snapshotPage(entity, limit, after)
      rows.push(...page.rows)
      if (page.next === null) return rows
      after = page.next
    }
  }

  /** Opens the live link; the caller closes the socket. */
  live(): Socket {
    return io(this.url, {
      path: PATHS.live,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { accessToken: this.grant.accessToken }
    })
  }
}

/** The next event of a socket, or a failure after `ms`. */
export function nextEvent(socket: Socket, name: string, ms = 5000): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${name} within ${ms} ms`)), ms)
    socket.once(name, (payload: unknown) => {
      clearTimeout(timer)
      resolve(payload)
    })
  })
}
