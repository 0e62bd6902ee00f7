import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { FollowerThread, PATHS } from '#shared/contract/wire.ts'
import type { Posted } from '../checker/evidence.ts'
import type { Testimony } from '../evidence/testimony.ts'

/** The channel on which everybody writes. */
export const SLUG = 'northwind-coffee'
/** How long a follower waits for an answer before asking again, in milliseconds. */
const PATIENCE_MS = 4000
const AGAIN_MS = 150

/** A follower who speaks HTTP as a page does: one message after the other, each repeated until it is answered. */
export class HttpFollower {
  readonly name: string
  readonly #url: string
  readonly #cookie: string
  readonly #record: Testimony
  #conversationId = ''
  #waiting: Posted | null = null

  private constructor(name: string, url: string, cookie: string, record: Testimony) {
    this.name = name
    this.#url = url
    this.#cookie = cookie
    this.#record = record
  }

  /** Somebody new, with a first message. */
  static async join(url: string, name: string, record: Testimony): Promise<HttpFollower> {
    const response = await untilAnswered(() =>
      fetch(url + PATHS.followerSession.replace(':slug', SLUG), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
        signal: AbortSignal.timeout(PATIENCE_MS)
      })
    )
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    const follower = new HttpFollower(name, url, cookie, record)
    await follower.write(`${name} says hello`)
    return follower
  }

  get conversationId(): string {
    return this.#conversationId
  }

  /** Whether all that was written has been answered. */
  get isAtRest(): boolean {
    return this.#waiting === null
  }

  async #ask(path: string, body?: unknown): Promise<Response> {
    return await untilAnswered(() =>
      fetch(this.#url + path.replace(':slug', SLUG), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          cookie: this.#cookie,
          ...(body !== undefined && { 'content-type': 'application/json' })
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS)
      })
    )
  }

  async write(text: string): Promise<void> {
    const posted: Posted = {
      follower: this.name,
      conversationId: this.#conversationId,
      place: this.#record.nextPlace(),
      id: randomUUID(),
      text,
      said: 'unknown'
    }
    this.#record.posted.push(posted)
    this.#waiting = posted
    await this.#ask(PATHS.followerMessages, { id: posted.id, text })
    posted.said = 'taken'
    this.#waiting = null
    if (this.#conversationId === '') {
      this.#conversationId = (await this.#thread()).conversationId ?? ''
      posted.conversationId = this.#conversationId
    }
  }

  async #thread(): Promise<FollowerThread> {
    return FollowerThread.parse(await (await this.#ask(PATHS.followerThread)).json())
  }

  /** Reads the newest messages, and lets the agents know. */
  async read(isLast: boolean): Promise<void> {
    const { messages, lastPosition } = await this.#thread()
    const texts = messages.map(({ text }) => text)
    this.#record.looks.push({ who: this.name, conversationId: this.#conversationId, texts, isLast })
    await this.#ask(PATHS.followerDelivered, { position: lastPosition })
  }
}

/** Asks again until there is an answer that is neither lost nor "later". */
async function untilAnswered(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const response = await ask().catch(() => null)
    if (response?.ok) return response
    if (response && response.status < 500 && response.status !== 429) {
      throw new Error(`a follower was answered ${response.status}: ${await response.text()}`)
    }
    await pause(AGAIN_MS)
  }
}
