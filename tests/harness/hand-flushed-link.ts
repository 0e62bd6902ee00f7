import { err, ok } from '#shared/base/result.ts'
import type { PushRequest } from '#shared/contract/wire.ts'
import type { Link, LinkError, LinkResult, LiveListener, PageQuery } from '../../src-main/sync/link.ts'

export type RequestKind = 'push' | 'changes' | 'snapshotStart' | 'snapshotPage'

/** A request that has left the desk and waits for the test to decide its fate. */
export interface HeldRequest {
  kind: RequestKind
  accessToken: string
  /** what was asked: the body of a push as it travels, the query of a pull or page */
  asked: unknown
  /** Answers in the server's name. */
  answer(value: unknown): void
  fail(error: LinkError): void
  /** Hands it to the server and its answer to the desk. */
  pass(): Promise<void>
  /** Hands it to the server and loses the answer. */
  loseAnswer(): Promise<void>
}

const LOST: LinkError = { kind: 'network', message: 'lost by the test' }

/**
 * A network in the hands of a test: requests wait until the test answers, passes, delays or loses them. With a server
 * behind it, `pass` goes there; without one the test answers itself. Kinds in `flowing` pass by themselves.
 */
export class HandFlushedLink implements Link {
  readonly held: HeldRequest[] = []
  /** every push that left, as it travelled */
  readonly pushed: string[] = []
  readonly flowing = new Set<RequestKind>()
  /** the live lines that are open, newest last */
  lines: LiveListener[] = []
  /** what was said on live lines */
  readonly said: unknown[] = []
  /** false: lines cannot be opened */
  livePossible = true
  readonly #server: Link | null

  constructor(server: Link | null = null) {
    this.#server = server
  }

  push(accessToken: string, body: string, signal: AbortSignal) {
    this.pushed.push(body)
    return this.#hold('push', accessToken, body, () => this.#behind().push(accessToken, body, signal))
  }

  changes(accessToken: string, query: { since: number; limit: number }, signal: AbortSignal) {
    return this.#hold('changes', accessToken, query, () => this.#behind().changes(accessToken, query, signal))
  }

  snapshotStart(accessToken: string, signal: AbortSignal) {
    return this.#hold('snapshotStart', accessToken, {}, () =>
      this.#behind().snapshotStart(accessToken, signal)
    )
  }

  snapshotPage(accessToken: string, query: PageQuery, signal: AbortSignal) {
    return this.#hold('snapshotPage', accessToken, query, () =>
      this.#behind().snapshotPage(accessToken, query, signal)
    )
  }

  openLive(accessToken: string, listener: LiveListener) {
    if (this.#server) return this.#server.openLive(accessToken, listener)
    if (!this.livePossible) {
      setImmediate(() => listener.closed('no lines today'))
      return { say: () => undefined, close: () => undefined }
    }
    this.lines.push(listener)
    setImmediate(() => listener.opened())
    return {
      say: (hint: unknown) => void this.said.push(hint),
      close: () => {
        this.lines = this.lines.filter((line) => line !== listener)
      }
    }
  }

  /** The oldest held request of a kind; waits a little for it to leave. */
  async next(kind: RequestKind): Promise<HeldRequest> {
    const untilMs = Date.now() + 5000
    while (Date.now() < untilMs) {
      const index = this.held.findIndex((request) => request.kind === kind)
      const [request] = index < 0 ? [] : this.held.splice(index, 1)
      if (request) return request
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    throw new Error(`no ${kind} was asked for; held: ${this.held.map((request) => request.kind).join(', ')}`)
  }

  #behind(): Link {
    if (!this.#server) throw new Error('there is no server behind this link: answer by hand')
    return this.#server
  }

  #hold<T>(
    kind: RequestKind,
    accessToken: string,
    asked: unknown,
    ask: () => Promise<LinkResult<T>>
  ): Promise<LinkResult<T>> {
    if (this.flowing.has(kind)) return ask()
    return new Promise((resolve) => {
      this.held.push({
        kind,
        accessToken,
        asked,
        answer: (value) => resolve(ok(value as T)),
        fail: (error) => resolve(err(error)),
        pass: async () => resolve(await ask()),
        loseAnswer: async () => {
          await ask()
          resolve(err(LOST))
        }
      })
    })
  }
}

/** What a push carries, read from its bytes. */
export function operationsOf(body: unknown): PushRequest['operations'] {
  return (JSON.parse(body as string) as PushRequest).operations
}
