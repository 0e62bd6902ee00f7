import type { Clock } from '#shared/base/clock.ts'
import { createApi, pathsOf } from '../../../src-follower/chat/api.ts'
import { type Chat, createChat } from '../../../src-follower/chat/chat.ts'
import { memoryStore, openKept, type Store } from '../../../src-follower/chat/kept.ts'
import { memoryFiles } from '../../../src-follower/chat/kept-files.ts'
import type { LiveListener } from '../../../src-follower/chat/live-link.ts'
import { mintId } from '../../../src-follower/chat/mint-id.ts'

/** What the network does to a request: passes it, loses it, or loses its answer. */
export type Weather = 'fine' | 'no-network' | 'answer-lost'

/** Time by hand: nothing fires until a test says so. */
function aClock(): Clock & { advance(ms: number): void } {
  let nowMs = Date.now()
  const timers = new Set<{ atMs: number; callback: () => void }>()
  return {
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const timer = { atMs: nowMs + delayMs, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance(ms) {
      nowMs += ms
      for (const timer of [...timers]) {
        if (timer.atMs > nowMs) continue
        timers.delete(timer)
        timer.callback()
      }
    }
  }
}

/** A browser that keeps its cookies and storage while its page is closed and opened. */
export function aPhone(url: string, slug: string) {
  const clock = aClock()
  let store: Store = memoryStore()
  let cookie = ''
  const files = memoryFiles()
  let weather: Weather = 'fine'
  const requests: string[] = []
  let underWay = 0
  let piecesLeft = Number.POSITIVE_INFINITY

  const fetcher: typeof fetch = async (input, init) => {
    requests.push(`${init?.method ?? 'GET'} ${String(input).split('/').pop()}`)
    underWay++
    try {
      return await pass(String(input), init)
    } finally {
      underWay--
    }
  }

  async function pass(path: string, init: RequestInit | undefined): Promise<Response> {
    if (weather === 'no-network' || (init?.method === 'PATCH' && piecesLeft-- <= 0)) {
      throw new TypeError('Failed to fetch')
    }
    const response = await fetch(url + path, { ...init, headers: { ...init?.headers, cookie } })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    if (weather === 'answer-lost') throw new TypeError('Failed to fetch')
    return response
  }

  return {
    clock,
    requests,
    /** waits until no request is under way, nor follows from the last one */
    async quiet() {
      let calm = 0
      while (calm < 3) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        calm = underWay === 0 ? calm + 1 : 0
      }
    },
    setWeather(next: Weather) {
      weather = next
    },
    async conversationId(): Promise<string> {
      const response = await fetch(`${url}/follower/${slug}/thread`, { headers: { cookie } })
      return (await response.json()).conversationId
    },
    /** The line breaks after so many pieces of files. */
    cutAfterPieces(pieces: number) {
      piecesLeft = pieces
    },
    /** Asks as this browser does, past the page. */
    get: (path: string, headers: Record<string, string> = {}) =>
      fetch(url + path, { headers: { ...headers, cookie } }),
    forgetCookie() {
      cookie = ''
    },
    refuseStorage() {
      const before = store
      store = {
        ...before,
        setItem() {
          throw new DOMException('full', 'QuotaExceededError')
        }
      }
    },
    /** Opens the page; `live` speaks as the live link would. */
    open(): { chat: Chat; live: () => LiveListener; network: (online: boolean) => void; close: () => void } {
      let live: LiveListener | null = null
      let network: (online: boolean) => void = () => {}
      const chat = createChat({
        api: createApi(slug, fetcher),
        openLive(listener) {
          live = listener
          return { restart() {}, close() {} }
        },
        kept: openKept(store, slug, new EventTarget()),
        keptFiles: files,
        fileUrl: pathsOf(slug).file,
        clock,
        mintId,
        watchNetwork(listener) {
          network = listener
          return () => {}
        }
      })
      const close = chat.start()
      return {
        chat,
        live() {
          if (!live) throw new Error('the page has opened no live link')
          return live
        },
        network: (online) => network(online),
        close
      }
    }
  }
}
