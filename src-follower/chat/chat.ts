import type { Clock } from '#shared/base/clock.ts'
import type { FollowerThread } from '#shared/contract/wire.ts'
import type { Api, Reply } from './api.ts'
import { createDeliveryReport } from './delivery-report.ts'
import type { Kept, Unsent } from './kept.ts'
import type { LiveLink, LiveListener } from './live-link.ts'
import { createRetry } from './retry.ts'
import { type ChatState, unbrokenTo, withMessages } from './state.ts'

/** The conversation of one follower with one channel: what to paint, and what a follower may do. */
export interface Chat {
  getState(): ChatState
  subscribe(listener: () => void): () => void
  /** Begins to load and listen; the returned function ends it. */
  start(): () => void
  /** Tells the follower's name; answers null when it is known, else a sentence why not. */
  tellName(name: string): Promise<string | null>
  /** Keeps the message first, then sends it when its turn comes. */
  send(text: string): void
  /** Takes a refused message back. */
  discard(id: string): void
  draft(): string
  saveDraft(text: string): void
  /** Everything up to this position stands on a page that somebody can see. */
  painted(position: number): void
}

export interface ChatDeps {
  api: Api
  openLive: (listener: LiveListener) => LiveLink
  kept: Kept
  clock: Clock
  mintId: () => string
  /** Calls back with the browser's word on the network; the returned function ends it. */
  watchNetwork: (listener: (online: boolean) => void) => () => void
}

/** How often to ask while the live link is down. */
const POLL_MS = 10_000

export function createChat(deps: ChatDeps): Chat {
  const { api, kept, clock } = deps
  const listeners = new Set<() => void>()
  let state: ChatState = {
    ready: false,
    reachable: true,
    channel: null,
    name: null,
    messages: [],
    unsent: kept.unsent()
  }
  let live: LiveLink | null = null
  let liveUp = false
  let asking = false
  let askAgain = false
  let sending = false
  const delivery = createDeliveryReport(api)
  const retryAsk = createRetry(clock, () => void catchUp())
  const retrySend = createRetry(clock, () => void sendAll())

  function change(changes: Partial<ChatState>): void {
    state = { ...state, ...changes }
    for (const listener of listeners) listener()
  }

  function take(thread: FollowerThread): void {
    const has = new Set(thread.messages.map((message) => message.id as string))
    for (const message of kept.unsent()) if (has.has(message.id)) kept.remove(message.id)
    change({
      ready: true,
      reachable: true,
      channel: thread.channel,
      name: thread.follower?.name ?? null,
      // an unknown browser has no thread, whatever was on screen before
      messages: thread.follower === null ? [] : withMessages(state.messages, thread.messages),
      unsent: kept.unsent()
    })
  }

  /** Asks for what is missing until nothing is. */
  async function catchUp(): Promise<void> {
    askAgain = true
    if (asking) return
    asking = true
    while (askAgain) {
      askAgain = false
      const reply = await api.thread(unbrokenTo(state.messages))
      if (reply.kind !== 'done') {
        noteTrouble(reply)
        retryAsk.later(reply.kind === 'later' ? reply.retryAfterMs : null)
        break
      }
      retryAsk.reset()
      take(reply.value)
      askAgain ||= reply.value.messages.length > 0 && unbrokenTo(state.messages) < reply.value.lastPosition
      void sendAll()
      delivery.again()
    }
    asking = false
  }

  /** Sends what is kept, one by one, in the order written. */
  async function sendAll(): Promise<void> {
    if (sending) return
    sending = true
    let next = nextToSend()
    while (next) {
      const reply = await api.send(next)
      settle(next, reply)
      next = reply.kind === 'done' || reply.kind === 'refused' ? nextToSend() : undefined
    }
    sending = false
  }

  function nextToSend(): Unsent | undefined {
    if (state.name === null || !state.channel?.chatEnabled) return undefined
    return kept.unsent().find((message) => message.refused === null)
  }

  function settle(message: Unsent, reply: Awaited<ReturnType<Api['send']>>): void {
    if (reply.kind === 'done') {
      retrySend.reset()
      kept.remove(message.id)
      change({
        reachable: true,
        messages: withMessages(state.messages, [reply.value]),
        unsent: kept.unsent()
      })
      if (unbrokenTo(state.messages) < reply.value.position) void catchUp()
    } else if (reply.kind === 'refused') {
      kept.refuse(message.id, reply.reason)
      change({ unsent: kept.unsent() })
    } else {
      noteTrouble(reply)
      if (reply.kind === 'later') retrySend.later(reply.retryAfterMs)
    }
  }

  function noteTrouble(reply: Exclude<Reply<unknown>, { kind: 'done' }>): void {
    if (reply.kind === 'later' && reply.retryAfterMs === null) change({ reachable: false })
    if (reply.kind === 'nameless') change({ name: null })
    if (reply.kind === 'chat-off' && state.channel) {
      change({ channel: { ...state.channel, chatEnabled: false } })
    }
  }

  const liveListener: LiveListener = {
    up() {
      liveUp = true
      void catchUp()
    },
    down() {
      liveUp = false
      void catchUp()
    },
    message(message) {
      if (!state.ready || state.name === null) return
      kept.remove(message.id)
      change({ messages: withMessages(state.messages, [message]), unsent: kept.unsent() })
      if (unbrokenTo(state.messages) < message.position) void catchUp()
    },
    channel(channel) {
      change({ channel })
      void sendAll()
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      let cancelPoll = () => {}
      const poll = () => {
        if (!liveUp) void catchUp()
        cancelPoll = clock.after(POLL_MS, poll)
      }
      poll()
      live = deps.openLive(liveListener)
      const endOtherTab = kept.onOtherTab(() => change({ unsent: kept.unsent() }))
      const endNetwork = deps.watchNetwork((online) => {
        if (online) void catchUp()
        else change({ reachable: false })
      })
      return () => {
        cancelPoll()
        endOtherTab()
        endNetwork()
        retryAsk.reset()
        retrySend.reset()
        live?.close()
      }
    },
    async tellName(name) {
      const reply = await api.tellName(name)
      if (reply.kind === 'done') {
        take(reply.value)
        live?.restart()
        void catchUp()
        return null
      }
      noteTrouble(reply)
      if (reply.kind === 'refused') return reply.reason
      if (reply.kind === 'chat-off') return null
      return 'The chat cannot be reached just now. Please try again in a moment.'
    },
    send(text) {
      kept.add({ id: deps.mintId(), text, writtenAtMs: clock.nowMs(), refused: null })
      change({ unsent: kept.unsent() })
      void sendAll()
    },
    discard(id) {
      kept.remove(id)
      change({ unsent: kept.unsent() })
    },
    draft: kept.draft,
    saveDraft: kept.saveDraft,
    painted: delivery.painted
  }
}
