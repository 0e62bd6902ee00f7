import { LIVE, PATHS } from '#shared/contract/wire.ts'
import type { FileLink } from '../../../src-main/files/file-link.ts'
import { createHttpFileLink } from '../../../src-main/files/http-file-link.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import type { Link } from '../../../src-main/sync/link.ts'
import type { AccessToken } from '../../../src-main/sync/server-calls.ts'
import type { HttpAnswer, HttpRequest } from './http-messages.ts'
import { ClientSocket, ServerSocket, socketsBy } from './live-sockets.ts'
import { between, createRandom, type Random, seedFor } from './random.ts'
import { FILES } from './rooms.ts'
import type { Life, Scheduler } from './scheduler.ts'
import type { SimServer } from './sim-server.ts'

export type RequestKind = 'push' | 'changes' | 'snapshot' | 'file'

/** What may happen to one request. `copy`: the server gets it a second time, later. */
export type Fate =
  | 'lose-request'
  | 'reset-request'
  | 'lose-answer'
  | 'reset-answer'
  | 'delay-request'
  | 'delay-answer'
  | 'duplicate'
  | 'late-copy'
  | 'only-late-copy'
  | 'bad-gateway'
  | 'hotel-page'
  | 'cut-answer'
  | 'too-many'
  | 'unavailable'
  | 'forbidden-page'
  | 'unauthenticated'
  | PieceFate

/**
 * What may happen to a piece of a file: the connection breaks in the middle of it, or it arrives with other bytes.
 * `whole-piece` is no fault: it lets one through, for the next fate to meet a later one.
 */
export type PieceFate = 'cut-piece' | 'garble' | 'whole-piece'

/** What may happen to one live event. */
export type FrameFate = 'lose' | 'duplicate' | 'late'

/** Hears what travels; for the checker. */
export interface Tap {
  pushLeft(body: string): void
  pushOver(): void
  /** the server has answered a push, whether or not the desk will hear it */
  pushAnswered(answer: HttpAnswer): void
  /** a piece of a file leaves, or the server has told how far a file is there */
  upload(request: HttpRequest, answer: HttpAnswer | null): void
  /** a text with rows is on its way to this desk */
  toDesk(what: string, text: string): void
  /** a half-open line was not given up in time */
  halfOpenUnnoticed(): void
}

/** Longer than a desk waits for an answer. */
const LATE_MS = 35_000
const HALF_OPEN_MS = 46_000
const URL_ROOT = 'http://server'

/** One desk's way to the server: every request and every live event passes here, as JSON. */
export class Network {
  down = false
  faults = 0
  readonly #scheduler: Scheduler
  readonly #server: SimServer
  readonly #random: Random
  readonly #tap: Tap
  #armed: { kind: RequestKind; fate: Fate }[] = []
  #armedFrames: FrameFate[] = []
  #pending = new Set<() => void>()
  /** ends hope for each request under way */
  #hush = new Set<() => void>()
  #lines = new Set<Line>()
  #sockets = 0
  /** requests and copies that have not reached the server yet */
  #onTheWay = 0

  constructor(options: { scheduler: Scheduler; server: SimServer; seed: number; name: string; tap: Tap }) {
    this.#scheduler = options.scheduler
    this.#server = options.server
    this.#tap = options.tap
    this.#random = createRandom(seedFor(options.seed, `network ${options.name}`))
  }

  arm(kind: RequestKind, fate: Fate): void {
    this.#armed.push({ kind, fate })
  }

  armFrame(fate: FrameFate): void {
    this.#armedFrames.push(fate)
  }

  /** Nothing goes through any more until `down` is false. */
  cut(): void {
    this.down = true
    this.breakAll('network down')
  }

  /** Requests under way and live lines end with an error. */
  breakAll(reason: string): void {
    for (const fail of [...this.#pending]) fail()
    this.cutLines(reason)
  }

  cutLines(reason: string): void {
    for (const line of [...this.#lines]) this.#cutLine(line, reason)
  }

  /** From now on the line swallows everything, and nobody is told. */
  halfOpen(): void {
    for (const line of this.#lines) {
      if (line.stalled) continue
      line.stalled = true
      this.faults++
      this.#scheduler.after(HALF_OPEN_MS, () => {
        if (line.life.alive && line.client.isOpen) this.#tap.halfOpenUnnoticed()
      })
    }
  }

  /** The computer sleeps: what was under way is never heard of again, and the line is dead when it wakes. */
  fallSilent(): void {
    for (const hush of this.#hush) hush()
    this.halfOpen()
  }

  /** No fault is waiting any more. */
  heal(): void {
    this.down = false
    this.#armed = []
    this.#armedFrames = []
  }

  /** Whether something is on its way to the server, waits for an answer, or a dead line was not noticed yet. */
  get isBusy(): boolean {
    return this.#onTheWay > 0 || this.#pending.size > 0 || [...this.#lines].some((line) => line.stalled)
  }

  /** The links of one life of the desk: the real ones, on a network of ours. */
  linksFor(life: Life, accessToken: AccessToken): { link: Link; fileLink: FileLink } {
    const fetch = ((url: string, init: Init) =>
      this.#fetch(life, new URL(url), init)) as unknown as typeof globalThis.fetch
    return {
      link: createHttpLink({
        serverUrl: URL_ROOT,
        fetch,
        io: socketsBy((auth) => this.#openLine(life, auth))
      }),
      fileLink: createHttpFileLink({ serverUrl: URL_ROOT, fetch, accessToken })
    }
  }

  #latencyMs(): number {
    return between(this.#random, 4, 60)
  }

  #take(kind: RequestKind, hasPiece: boolean): Fate | null {
    const index = this.#armed.findIndex(
      (armed) => armed.kind === kind && (hasPiece || !PIECE_FATES.has(armed.fate))
    )
    const fate = this.#armed.splice(index, index < 0 ? 0 : 1)[0]?.fate ?? null
    if (fate !== null && fate !== 'whole-piece') this.faults++
    return fate
  }

  #fetch(life: Life, url: URL, init: Init): Promise<unknown> {
    const request: HttpRequest = {
      method: init.method,
      path: url.pathname,
      query: url.searchParams,
      headers: lowerCased(init.headers),
      body: init.body ?? null
    }
    const kind = kindOf(request.path)
    const fate = this.#take(kind, request.body instanceof Uint8Array)
    const isPush = kind === 'push'
    if (isPush) this.#tap.pushLeft(String(request.body))
    if (kind === 'file') this.#tap.upload(request, null)
    return new Promise((resolve, reject) => {
      let over = false
      let silent = false
      const hush = () => {
        silent = true
      }
      const end = (tell: () => void) => {
        if (over) return
        over = true
        this.#pending.delete(fail)
        this.#hush.delete(hush)
        if (!life.alive) return
        if (isPush) this.#tap.pushOver()
        tell()
      }
      const fail = () => silent || end(() => reject(new TypeError('connection reset')))
      const soon = (ms: number, run: () => void) => this.#scheduler.after(ms, run)
      this.#pending.add(fail)
      this.#hush.add(hush)
      init.signal.addEventListener('abort', () => end(() => reject(new Error('aborted'))))
      if (this.down) {
        soon(3, fail)
        return
      }
      const answer = (given: HttpAnswer) => {
        if (fate === 'lose-answer') return
        if (fate === 'reset-answer') return soon(2, fail)
        const late = fate === 'delay-answer' ? between(this.#random, 100, LATE_MS) : 0
        if (!isPush) this.#tap.toDesk(kind, given.text)
        soon(late + this.#latencyMs(), () => {
          if (silent) return
          if (this.down) return fail()
          if (kind === 'file' && !over) this.#tap.upload(request, given)
          end(() => resolve(responseOf(given, fate)))
        })
      }
      const page = PAGES[fate ?? '']
      if (page) soon(this.#latencyMs(), () => silent || end(() => resolve(responseOf(page, null))))
      else if (fate === 'reset-request') soon(2, fail)
      else if (fate === 'lose-request') return
      else if (fate === 'cut-piece') this.#reachIn(this.#latencyMs(), halfOf(request), fail, fail)
      else if (fate === 'only-late-copy') this.#reachIn(LATE_MS, request, nobody, nothing)
      else {
        const late = fate === 'delay-request' ? between(this.#random, 100, LATE_MS) : 0
        const arrives = fate === 'garble' ? garbled(request) : request
        this.#reachIn(late + this.#latencyMs(), arrives, answer, fail)
        if (fate === 'duplicate') this.#reachIn(this.#latencyMs(), request, nobody, nothing)
        if (fate === 'late-copy') this.#reachIn(between(this.#random, 500, LATE_MS), request, nobody, nothing)
      }
    })
  }

  /** Delivers a request after a while; also when its desk is dead by then. */
  #reachIn(ms: number, request: HttpRequest, answer: (given: HttpAnswer) => void, fail: () => void): void {
    this.#onTheWay++
    this.#scheduler.after(ms, () => {
      this.#onTheWay--
      this.#reach(request, answer, fail)
    })
  }

  #reach(request: HttpRequest, answer: (given: HttpAnswer) => void, fail: () => void): void {
    void this.#server.answer(request).then((given) => {
      if (!given) return fail()
      if (request.path === PATHS.push) this.#tap.pushAnswered(given)
      answer(given)
    })
  }

  #openLine(life: Life, auth: unknown): ClientSocket {
    const line: Line = { client: null as never, server: null, life, stalled: false, lastMs: 0 }
    line.client = new ClientSocket(auth, () => {
      this.#lines.delete(line)
      // the server hears of it when the goodbye arrives; over a dead line it never does
      if (!line.stalled) this.#scheduler.after(this.#latencyMs(), () => line.server?.lost())
    })
    this.#lines.add(line)
    this.#scheduler.after(this.#latencyMs(), () => this.#knock(line))
    return line.client
  }

  #knock(line: Line): void {
    const { hub } = this.#server
    if (line.stalled) return
    if (this.down || !hub) {
      this.#toClient(line, 'connect_error', new Error('cannot connect'))
      return
    }
    const socket = new ServerSocket(`socket-${++this.#sockets}-${this.#random()}`, line.client.auth, {
      event: (name, json) => this.#event(line, name, json),
      cut: (reason) => this.#cutLine(line, reason)
    })
    line.server = socket
    hub
      .connect(socket, (error) => {
        if (error) this.#toClient(line, 'connect_error', error)
        else this.#toClient(line, 'connect')
      })
      .catch(() => this.#toClient(line, 'connect_error', new Error('no answer')))
  }

  #event(line: Line, name: string, json: string): void {
    if (line.stalled || !this.#lines.has(line)) return
    const fate = name === LIVE.frame ? this.#armedFrames.shift() : undefined
    if (fate) this.faults++
    if (fate === 'lose') return
    this.#tap.toDesk(name, json)
    const payload = () => JSON.parse(json) as unknown
    if (fate === 'late') {
      this.#scheduler.after(between(this.#random, 100, 3000), () => {
        if (!line.stalled) line.client.deliver(name, payload())
      })
      return
    }
    this.#toClient(line, name, payload())
    if (fate === 'duplicate') this.#toClient(line, name, payload())
  }

  /** Events of one line arrive in the order in which they were sent. */
  #toClient(line: Line, name: string, payload?: unknown): void {
    line.lastMs = Math.max(line.lastMs + 1, this.#scheduler.nowMs + this.#latencyMs())
    this.#scheduler.after(line.lastMs - this.#scheduler.nowMs, () => {
      if (line.life.alive && !line.stalled) line.client.deliver(name, payload)
    })
  }

  #cutLine(line: Line, reason: string): void {
    if (!this.#lines.has(line)) return
    line.server?.lost()
    // a dead line says nothing, not even that it is dead
    if (line.stalled) return
    this.#lines.delete(line)
    this.#toClient(line, 'disconnect', reason)
  }
}

interface Line {
  client: ClientSocket
  server: ServerSocket | null
  life: Life
  stalled: boolean
  lastMs: number
}

interface Init {
  method: string
  headers: Record<string, string>
  signal: AbortSignal
  body?: string | Uint8Array
}

const PIECE_FATES: ReadonlySet<Fate> = new Set<PieceFate>(['cut-piece', 'garble', 'whole-piece'])

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** As much of a piece as arrives when the connection breaks in the middle. */
function halfOf(request: HttpRequest): HttpRequest {
  const { body } = request
  return body instanceof Uint8Array ? { ...request, body: body.subarray(0, body.length >> 1) } : request
}

function garbled(request: HttpRequest): HttpRequest {
  if (!(request.body instanceof Uint8Array)) return request
  const body = Uint8Array.from(request.body)
  body[body.length - 1] = (body.at(-1) ?? 0) ^ 1
  return { ...request, body }
}

function kindOf(path: string): RequestKind {
  if (path.startsWith(FILES)) return 'file'
  if (path === PATHS.push) return 'push'
  return path === PATHS.changes ? 'changes' : 'snapshot'
}

const nobody = () => undefined
const nothing = () => undefined

const refusal = (code: string) => JSON.stringify({ error: { code, message: 'by the simulation' } })

/** What stands between desk and server may answer in its place. */
const PAGES: Record<string, HttpAnswer> = {
  'bad-gateway': { status: 502, headers: {}, text: '<h1>502 Bad Gateway</h1>' },
  'hotel-page': { status: 200, headers: {}, text: '<h1>Welcome, please sign in</h1>' },
  'forbidden-page': { status: 403, headers: {}, text: '<h1>Forbidden</h1>' },
  'too-many': { status: 429, headers: { 'retry-after': '3' }, text: refusal('too_many_requests') },
  unavailable: { status: 503, headers: { 'retry-after': '2' }, text: refusal('unavailable') },
  unauthenticated: { status: 401, headers: {}, text: refusal('unauthenticated') }
}

function responseOf({ status, headers, text }: HttpAnswer, fate: Fate | null): unknown {
  const whole = fate === 'cut-answer' ? text.slice(0, text.length / 2) : text
  return {
    ok: status < 400,
    status,
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    text: async () => whole,
    arrayBuffer: async () => Buffer.from(whole, 'latin1'),
    body: [Buffer.from(whole, 'latin1')]
  }
}
