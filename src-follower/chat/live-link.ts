import { io } from 'socket.io-client'
import type { FollowerChannel, FollowerEngagement, FollowerMessage } from '#shared/contract/wire.ts'
import { readChannel, readEngagementNews, readMessage, readTyping } from './read-reply.ts'

/** What the live link tells; it only hastens what a request would find out anyway. */
export interface LiveListener {
  up(): void
  down(): void
  message(message: FollowerMessage): void
  channel(channel: FollowerChannel): void
  /** who is writing an answer just now; null when nobody is */
  typing(name: string | null): void
  /** another page of this follower has gone on with an engagement */
  engagement(messageId: string, engagement: FollowerEngagement): void
}

export interface LiveLink {
  /** Connects again, as whoever the cookie says now. */
  restart(): void
  close(): void
}

export const LIVE_PATH = '/live'
export const LIVE_NAMESPACE = '/follower'

/** Opens the live link of one channel's page. */
export function openLiveLink(slug: string, listener: LiveListener): LiveLink {
  const socket = io(LIVE_NAMESPACE, {
    path: LIVE_PATH,
    auth: { slug },
    // long polling would bind a page to one node of several
    transports: ['websocket'],
    reconnectionDelay: 1000,
    reconnectionDelayMax: 15_000
  })
  socket.on('connect', () => listener.up())
  socket.on('disconnect', () => listener.down())
  socket.on('message', (payload: unknown) => {
    const message = understood(readMessage, payload)
    if (message) listener.message(message)
  })
  socket.on('engagement', (payload: unknown) => {
    const news = understood(readEngagementNews, payload)
    if (news) listener.engagement(news.messageId, news.engagement)
  })
  socket.on('channel', (payload: unknown) => {
    const channel = understood(readChannel, payload)
    if (channel) listener.channel(channel)
  })
  socket.on('typing', (payload: unknown) => {
    const news = understood((value) => ({ name: readTyping(value) }), payload)
    if (news) listener.typing(news.name)
  })
  return {
    restart() {
      socket.disconnect()
      socket.connect()
    },
    close: () => socket.disconnect()
  }
}

/** What is not understood is left: the next request brings it. */
function understood<T>(read: (payload: unknown) => T, payload: unknown): T | null {
  try {
    return read(payload)
  } catch {
    return null
  }
}
