import { createHash, randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'

interface Row {
  version: number
  row: unknown
}
interface Item {
  seq: number
  entity: string
  id: string
  kind: 'row' | 'tombstone' | 'evict'
  version?: number
  row?: unknown
}
interface Range {
  epoch: string
  from: number
  to: number
  head: number
  items: Item[]
  more: boolean
}
interface Head {
  epoch: string
  head: number
}
export interface Outcome {
  opId: string
  status: string
  seq?: number
  code?: string
  detail?: Record<string, unknown>
}
interface Answer {
  status: number
  text: string
  body: Record<string, unknown> & { error?: { code: string; message: string } }
}

/** A file as a message names it. */
export interface NamedFile {
  sha256: string
  name: string
  sizeBytes: number
  mediaType: string
}

/** Where the id of a row is not in its field `id`. */
const KEYS: Record<string, (row: Record<string, unknown>) => string> = {
  'read-mark': (row) => String(row.conversationId)
}

/** The simplest client that keeps a copy: rows by entity and id, and a Cursor. */
export class ProtocolClient {
  readonly #url: string
  readonly #deviceId = randomUUID()
  #deviceSeq = 0
  #accessToken = ''
  #refreshToken = ''
  epoch: string | null = null
  cursor: number | null = null
  rows = new Map<string, Map<string, Row>>()
  snapshots = 0
  #socket: Socket | null = null

  constructor(url: string) {
    this.#url = url
  }

  async #ask(method: string, path: string, body?: string): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        ...(this.#accessToken && { authorization: `Bearer ${this.#accessToken}` }),
        ...(body !== undefined && { 'content-type': 'application/json' })
      },
      ...(body !== undefined && { body })
    })
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text) }
  }

  async signIn(email: string, password: string): Promise<Record<string, unknown>> {
    const answer = await this.#ask(
      'POST',
      '/session/sign-in',
      JSON.stringify({ email, password, deviceName: 'a client' })
    )
    return this.#granted(answer)
  }

  async refresh(): Promise<Record<string, unknown>> {
    return this.#granted(
      await this.#ask('POST', '/session/refresh', JSON.stringify({ refreshToken: this.#refreshToken }))
    )
  }

  async signOut(): Promise<void> {
    await this.#ask('POST', '/session/sign-out', JSON.stringify({ refreshToken: this.#refreshToken }))
  }

  #granted({ status, body, text }: Answer): Record<string, unknown> {
    if (status !== 200) throw new Error(`${status} ${text}`)
    this.#accessToken = String(body.accessToken)
    this.#refreshToken = String(body.refreshToken)
    return body.identity as Record<string, unknown>
  }

  /** An Operation's bytes: made once, and the same at each try. */
  operation(
    type: string,
    lane: string,
    args: unknown,
    base: Record<string, number> = {},
    { v = 1, blobs = [] as string[], opId = randomUUID() as string } = {}
  ): { opId: string; bytes: string } {
    const operation = {
      opId,
      deviceId: this.#deviceId,
      deviceSeq: ++this.#deviceSeq,
      lane,
      type,
      v,
      args,
      base,
      blobs,
      clientTimeMs: Date.now()
    }
    return { opId, bytes: JSON.stringify(operation) }
  }

  /** Pushes, and answers the outcomes as text and read. */
  async push(...operations: { bytes: string }[]): Promise<{ text: string; outcomes: Outcome[] }> {
    const list = operations.map(({ bytes }) => bytes).join(',')
    const answer = await this.#ask(
      'POST',
      '/sync/push',
      `{"deviceId":"${this.#deviceId}"${this.#known()},"sentAtMs":${Date.now()},"operations":[${list}]}`
    )
    if (answer.body.error?.code === 'resync_required') throw new Error('resync_required')
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
    return { text: answer.text, outcomes: answer.body.outcomes as Outcome[] }
  }

  /** The history that the copy is of; a client without a copy says nothing of it. */
  #known(): string {
    return this.epoch === null ? '' : `,"epoch":"${this.epoch}"`
  }

  /** How a message names these bytes. */
  name(bytes: Uint8Array, name: string, mediaType: string): NamedFile {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { sha256, name, sizeBytes: bytes.length, mediaType }
  }

  async holds({ sha256 }: NamedFile): Promise<boolean> {
    return (await this.#ask('GET', `/files/held/${sha256}`)).body.held === true
  }

  /** Begins an upload by tus; answers where it goes. */
  async beginUpload({ sha256, name, sizeBytes, mediaType }: NamedFile): Promise<string> {
    const metadata = Object.entries({ sha256, name, mediaType })
      .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
      .join(',')
    const headers = { 'upload-length': String(sizeBytes), 'upload-metadata': metadata }
    const answer = await this.#tus('POST', '/files/uploads', headers)
    const location = answer.headers.get('location')
    if (answer.status !== 201 || location === null) throw new Error(`${answer.status} ${await answer.text()}`)
    return new URL(location, `${this.#url}/files/uploads`).pathname
  }

  /** How many bytes of an upload the server has. */
  async uploaded(path: string): Promise<number> {
    return Number((await this.#tus('HEAD', path, {})).headers.get('upload-offset'))
  }

  /** Brings the next piece of an upload. */
  async bringPiece(path: string, offset: number, piece: Uint8Array): Promise<void> {
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
    const answer = await this.#tus('PATCH', path, headers, piece)
    if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`)
  }

  #tus(method: string, path: string, headers: Record<string, string>, body?: Uint8Array): Promise<Response> {
    return fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.#accessToken}`, 'tus-resumable': '1.0.0', ...headers },
      ...(body && { body: body as BodyInit })
    })
  }

  /** The bytes of a file that a message of this conversation names. */
  async fetchFile(conversationId: string, { sha256 }: NamedFile): Promise<Buffer> {
    const { body } = await this.#ask('GET', `/files/link?conversationId=${conversationId}&sha256=${sha256}`)
    const answer = await fetch(this.#url + String(body.path))
    return Buffer.from(await answer.arrayBuffer())
  }

  /** Brings the copy to the head: by pulling, or by a Snapshot first where the Cursor is not one to go on from. */
  async catchUp(): Promise<void> {
    if (this.cursor === null) await this.#snapshot()
    for (;;) {
      const { status, body, text } = await this.#ask('GET', `/sync/changes?since=${this.cursor}&limit=100`)
      const range = body as unknown as Range
      if (status === 409 && body.error?.code === 'resync_required') await this.#snapshot()
      else if (status !== 200) throw new Error(`${status} ${text}`)
      else if (range.epoch !== this.epoch) await this.#snapshot()
      else {
        this.#apply(range)
        if (!range.more) return
      }
    }
  }

  async #snapshot(): Promise<void> {
    this.snapshots++
    const { body: start } = await this.#ask('GET', '/sync/snapshot')
    const rows = new Map<string, Map<string, Row>>()
    for (const { name } of start.entities as { name: string }[]) {
      const all = new Map<string, Row>()
      rows.set(name, all)
      let after = ''
      for (;;) {
        const { body: page } = await this.#ask('GET', `/sync/snapshot/${name}?limit=50${after}`)
        for (const row of page.rows as Record<string, unknown>[]) {
          const id = KEYS[name]?.(row) ?? String(row.id)
          all.set(id, { version: Number(row.version ?? 1), row })
        }
        if (page.next === null) break
        after = `&after=${encodeURIComponent(String(page.next))}`
      }
    }
    this.rows = rows
    this.epoch = String(start.epoch)
    this.cursor = Number(start.seq)
  }

  /** Applies a range that joins on; answers whether it did. */
  #apply(range: Range): boolean {
    const cursor = this.cursor ?? -1
    if (range.epoch !== this.epoch || range.from > cursor) return false
    for (const { seq, entity, id, kind, version = 0, row } of range.items) {
      const all = this.rows.get(entity)
      if (!all || seq <= cursor) continue
      const here = all.get(id)
      if (kind === 'evict' && id === '*') all.clear()
      else if (kind === 'evict') all.delete(id)
      else if (here && here.version > version) continue
      else if (kind === 'tombstone') all.delete(id)
      else all.set(id, { version, row })
    }
    this.cursor = Math.max(cursor, range.to)
    return true
  }

  /** Opens the live link; frames that join on are applied, everything else is a reason to pull. */
  async listen(): Promise<void> {
    const socket = io(this.#url, {
      path: '/live',
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { accessToken: this.#accessToken }
    })
    this.#socket = socket
    socket.on('frame', (range: Range) => {
      if (!this.#apply(range)) void this.catchUp()
    })
    socket.on('heartbeat', ({ epoch, head }: Head) => {
      if (epoch !== this.epoch || head > (this.cursor ?? -1)) void this.catchUp()
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('heartbeat', () => resolve())
      socket.once('connect_error', reject)
    })
  }

  goAway(): void {
    this.#socket?.disconnect()
    this.#socket = null
  }

  /** Rows of an entity, by id. */
  all(entity: string): Record<string, unknown>[] {
    const rows = [...(this.rows.get(entity)?.entries() ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
    return rows.map(([, { row }]) => row as Record<string, unknown>)
  }
}
