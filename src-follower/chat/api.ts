import type { FollowerEngagement, FollowerMessage, FollowerThread } from '#shared/contract/wire.ts'
import type { Unsent, UnsentFile } from './kept.ts'
import { readEngagement, readMessage, readThread } from './read-reply.ts'
import { type Fetcher, problemOf, type Reply } from './reply.ts'
import { type UploadHears, uploadFile } from './upload.ts'

/** The requests of one channel's page. */
export interface Api {
  thread(after: number): Promise<Reply<FollowerThread>>
  tellName(name: string): Promise<Reply<FollowerThread>>
  send(message: Pick<Unsent, 'id' | 'text' | 'files'>): Promise<Reply<FollowerMessage>>
  upload(file: UnsentFile, blob: Blob, hears: UploadHears): Promise<Reply<null>>
  delivered(position: number): Promise<Reply<null>>
  /** Whether the follower is writing just now; nobody waits for the answer. */
  typing(isTyping: boolean): Promise<Reply<null>>
  /** What the follower has done with the engagement of a message. */
  engagement(messageId: string, outcome: 'opened' | 'redeemed'): Promise<Reply<FollowerEngagement>>
}

/** Where the requests of one channel go. */
export function pathsOf(slug: string) {
  const base = `/follower/${encodeURIComponent(slug)}`
  return {
    session: `${base}/session`,
    thread: `${base}/thread`,
    messages: `${base}/messages`,
    delivered: `${base}/delivered`,
    typing: `${base}/typing`,
    engagement: (messageId: string) => `${base}/engagements/${encodeURIComponent(messageId)}`,
    uploads: `${base}/uploads`,
    held: (sha256: string) => `${base}/files/held/${sha256}`,
    file: (sha256: string) => `${base}/files/${sha256}`
  }
}

/** After this long without an answer a request is given up and tried again. */
const TIMEOUT_MS = 20_000

/** Speaks HTTP with the server; `fetch` is an argument. */
export function createApi(slug: string, fetcher: Fetcher): Api {
  const paths = pathsOf(slug)

  async function ask<T>(path: string, body: unknown, read: (value: unknown) => T): Promise<Reply<T>> {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS)
    try {
      const response = await fetcher(path, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: abort.signal,
        ...(body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      })
      if (response.status === 204) return { kind: 'done', value: read(null) }
      const answer: unknown = await response.json()
      if (response.ok) return { kind: 'done', value: read(answer) }
      return problemOf(response, answer)
    } catch {
      // no network, a timeout, or something in between that does not speak our language: all of them pass
      return { kind: 'later', retryAfterMs: null }
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    thread: (after) =>
      ask(after === 0 ? paths.thread : `${paths.thread}?after=${after}`, undefined, readThread),
    tellName: (name) => ask(paths.session, { name }, readThread),
    send: ({ id, text, files }) =>
      ask(
        paths.messages,
        { id, text, ...(files.length > 0 ? { attachments: files.map(named) } : {}) },
        readMessage
      ),
    upload: (file, blob, hears) => uploadFile(fetcher, paths, file, blob, hears),
    engagement: (messageId, outcome) => ask(paths.engagement(messageId), { outcome }, readEngagement),
    delivered: (position) => ask(paths.delivered, { position }, () => null),
    typing: (typing) => ask(paths.typing, { typing }, () => null)
  }
}

function named({ sha256, name, sizeBytes, mediaType }: UnsentFile) {
  return { sha256, name, sizeBytes, mediaType }
}
