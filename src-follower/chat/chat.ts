import type { Clock } from '#shared/base/clock.ts'
import type { FollowerThread } from '#shared/contract/wire.ts'
import type { Api } from './api.ts'
import { createDeliveryReport } from './delivery-report.ts'
import type { Kept, Unsent, UnsentFile } from './kept.ts'
import type { KeptFiles } from './kept-files.ts'
import type { LiveLink, LiveListener } from './live-link.ts'
import type { Reply } from './reply.ts'
import { createRetry } from './retry.ts'
import { type ChatState, unbrokenTo, withEngagement, withMessages } from './state.ts'
import { takeFile } from './take-files.ts'
import { createTyping } from './typing.ts'

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
  /** Judges chosen files and sends those that may go, ten with a message; answers a sentence for each of the others. */
  sendFiles(files: readonly File[]): Promise<string[]>
  /** Where a file of the chat can be seen. */
  fileUrl(sha256: string): string
  /** Tells what the follower has done with an engagement; answers null when it counts, else a sentence why not. */
  engage(messageId: string, outcome: 'opened' | 'redeemed'): Promise<string | null>
  /** Takes a refused message back. */
  discard(id: string): void
  draft(): string
  saveDraft(text: string): void
  /** The text has just been changed by its writer: whoever answers may know that more is coming. */
  typed(text: string): void
  /** Everything up to this position stands on a page that somebody can see. */
  painted(position: number): void
}

export interface ChatDeps {
  api: Api
  openLive: (listener: LiveListener) => LiveLink
  kept: Kept
  keptFiles: KeptFiles
  fileUrl: (sha256: string) => string
  clock: Clock
  mintId: () => string
  /** Calls back with the browser's word on the network; the returned function ends it. */
  watchNetwork: (listener: (online: boolean) => void) => () => void
}

/** How often to ask while the live link is down. */
const POLL_MS = 10_000
/** Whoever is silent for longer than this is not writing any more. */
const AGENT_TYPING_MS = 8000
/** Most files with one message; the server says the same. */
export const MESSAGE_MAX_FILES = 10

export function createChat(deps: ChatDeps): Chat {
  const { api, kept, keptFiles, clock } = deps
  const listeners = new Set<() => void>()
  let state: ChatState = {
    ready: false,
    reachable: true,
    channel: null,
    name: null,
    messages: [],
    unsent: kept.unsent(),
    uploads: {},
    fileLimits: null,
    agentTyping: null
  }
  let live: LiveLink | null = null
  let liveUp = false
  let asking = false
  let askAgain = false
  let sending = false
  const delivery = createDeliveryReport(api, clock)
  const typing = createTyping(
    api,
    clock,
    () => liveUp && state.name !== null && state.channel?.chatEnabled === true
  )
  let cancelAgentTyping = () => {}
  const retryAsk = createRetry(clock, () => void catchUp())
  const retrySend = createRetry(clock, () => void sendAll())

  function change(changes: Partial<ChatState>): void {
    state = { ...state, ...changes }
    for (const listener of listeners) listener()
  }

  function take(thread: FollowerThread): void {
    const has = new Set(thread.messages.map((message) => message.id as string))
    for (const message of kept.unsent()) if (has.has(message.id)) forget(message.id)
    change({
      ready: true,
      reachable: true,
      channel: thread.channel,
      fileLimits: thread.fileLimits,
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
      const reply = (await uploadAll(next)) ?? (await api.send(next))
      settle(next, reply)
      next = reply.kind === 'done' || reply.kind === 'refused' ? nextToSend() : undefined
    }
    sending = false
  }

  /** Brings the files of a message to the server; null when all are there, else why not. */
  async function uploadAll(message: Unsent): Promise<Exclude<Reply<null>, { kind: 'done' }> | null> {
    for (const file of message.files) {
      if (file.isUp) continue
      const { sha256, name } = file
      const blob = await keptFiles.get(sha256)
      if (!blob)
        return { kind: 'refused', reason: `${name} is not on this device any more. Choose it again.` }
      const note = (facts: Partial<UnsentFile>) =>
        kept.updateFiles(message.id, (one) => (one.sha256 === sha256 ? { ...one, ...facts } : one))
      const reply = await api.upload(file, blob, {
        begun: (uploadUrl) => note({ uploadUrl }),
        progressed: (share) => change({ uploads: { ...state.uploads, [sha256]: share } })
      })
      if (reply.kind !== 'done') return reply
      note({ isUp: true, uploadUrl: null })
    }
    return null
  }

  /** A message is settled: it goes, and the bytes that no other one needs. */
  function forget(id: string): void {
    const files = kept.unsent().find((message) => message.id === id)?.files ?? []
    kept.remove(id)
    const needed = new Set(kept.unsent().flatMap((message) => message.files.map(({ sha256 }) => sha256)))
    for (const { sha256 } of files) if (!needed.has(sha256)) void keptFiles.remove(sha256)
  }

  function nextToSend(): Unsent | undefined {
    if (state.name === null || !state.channel?.chatEnabled) return undefined
    return kept.unsent().find((message) => message.refused === null)
  }

  function settle(message: Unsent, reply: Awaited<ReturnType<Api['send']>>): void {
    if (reply.kind === 'done') {
      retrySend.reset()
      forget(message.id)
      change({
        reachable: true,
        messages: withMessages(state.messages, [reply.value]),
        unsent: kept.unsent()
      })
      if (unbrokenTo(state.messages) < reply.value.position) void catchUp()
    } else if (reply.kind === 'file-missing') {
      kept.updateFiles(message.id, (file) => ({ ...file, isUp: false, uploadUrl: null }))
      retrySend.later(null)
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

  function agentTypes(name: string | null): void {
    cancelAgentTyping()
    if (name !== null) cancelAgentTyping = clock.after(AGENT_TYPING_MS, () => agentTypes(null))
    if (name !== state.agentTyping) change({ agentTyping: name })
  }

  const liveListener: LiveListener = {
    typing: agentTypes,
    up() {
      liveUp = true
      void catchUp()
    },
    down() {
      liveUp = false
      agentTypes(null)
      void catchUp()
    },
    message(message) {
      if (!state.ready || state.name === null) return
      forget(message.id)
      if (message.direction === 'out') agentTypes(null)
      change({ messages: withMessages(state.messages, [message]), unsent: kept.unsent() })
      if (unbrokenTo(state.messages) < message.position) void catchUp()
    },
    engagement(messageId, engagement) {
      change({ messages: withEngagement(state.messages, messageId, engagement) })
    },
    channel(channel) {
      change({ channel })
      void sendAll()
    }
  }

  function add(text: string, files: UnsentFile[]): void {
    kept.add({ id: deps.mintId(), text, files, writtenAtMs: clock.nowMs(), refused: null })
    change({ unsent: kept.unsent() })
    void sendAll()
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
        cancelAgentTyping()
        typing.stop()
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
      typing.stop()
      add(text, [])
    },
    async sendFiles(files) {
      const limits = state.fileLimits
      if (!limits) return files.map(({ name }) => `${name} cannot be sent before the chat is open.`)
      const taken = await Promise.all(files.map((file) => takeFile(file, limits, keptFiles)))
      const ready = taken.flatMap((one) => (one.ok ? [one.file] : []))
      for (let at = 0; at < ready.length; at += MESSAGE_MAX_FILES)
        add('', ready.slice(at, at + MESSAGE_MAX_FILES))
      return taken.flatMap((one) => (one.ok ? [] : [one.reason]))
    },
    fileUrl: deps.fileUrl,
    async engage(messageId, outcome) {
      const reply = await api.engagement(messageId, outcome)
      if (reply.kind === 'done') {
        change({ messages: withEngagement(state.messages, messageId, reply.value) })
        return null
      }
      noteTrouble(reply)
      return reply.kind === 'refused'
        ? reply.reason
        : 'This did not work just now. Please try again in a moment.'
    },
    discard(id) {
      forget(id)
      change({ unsent: kept.unsent() })
    },
    draft: kept.draft,
    saveDraft: kept.saveDraft,
    typed: typing.typed,
    painted: delivery.painted
  }
}
