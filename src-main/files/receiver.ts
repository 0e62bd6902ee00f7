import { err, ok, type Result } from '#shared/base/result.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { FileRef } from '#shared/features/attachment/views.ts'
import type { LinkError } from '../sync/link.ts'
import type { Log } from '../sync/log.ts'
import type { FileLink } from './file-link.ts'
import type { ReceivedStore } from './received-store.ts'

export interface ReceiverOptions {
  store: ReceivedStore
  link: Pick<FileLink, 'download'>
  isOpen(): boolean
  unauthenticated(): void
  log: Log
}

/** Fetches files of conversations to be shown here. */
export interface Receiver {
  /** The whole, verified copy; the error is a sentence for the person. */
  fetch(ref: FileRef, file: Attachment): Promise<Result<string, string>>
  /** A conversation is not to be seen here any more: its files go. */
  forget(conversationId: FileRef['conversationId']): void
  stop(): void
}

/** More at a time only make each slower. */
const AT_ONCE = 3

const OFFLINE = 'is not on this computer yet. It is fetched when the server can be reached again.'
const BROKEN = 'did not arrive as its sender sent it. Ask for it again.'

export function createReceiver(options: ReceiverOptions): Receiver {
  const { store, link, log } = options
  const running = new Map<string, Promise<Result<string, string>>>()
  const waiting: (() => void)[] = []
  const stop = new AbortController()
  let busy = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
    busy++
    try {
      return await work()
    } finally {
      busy--
      waiting.shift()?.()
    }
  }

  async function bring(ref: FileRef, { name, sizeBytes }: Attachment): Promise<Result<string, string>> {
    if (store.has(ref, sizeBytes)) return ok(store.pathOf(ref))
    if (!options.isOpen()) return err(`${name} ${OFFLINE}`)
    try {
      const path = await store.prepare(ref)
      const done = await link.download({ ...ref, path, sizeBytes }, stop.signal)
      if (!done.ok) return err(wordsOf(name, done.error))
      if (await store.settle(ref)) return ok(store.pathOf(ref))
      log('warn', 'a file did not have the hash that its message names', { sha256: ref.sha256 })
      return err(`${name} ${BROKEN}`)
    } catch (error) {
      log('warn', 'a file could not be fetched', { error: String(error) })
      return err(`${name} could not be saved on this computer: its disk is full or not writable.`)
    }
  }

  function wordsOf(name: string, error: LinkError): string {
    if (error.kind === 'unauthenticated') options.unauthenticated()
    if (error.kind === 'refused') return `${name} is not there any more.`
    return `${name} ${OFFLINE}`
  }

  return {
    fetch(ref, file) {
      const key = `${ref.conversationId}/${ref.sha256}`
      const going = running.get(key) ?? inTurn(() => bring(ref, file)).finally(() => running.delete(key))
      running.set(key, going)
      return going
    },
    forget(conversationId) {
      store.forget(conversationId).catch((error: unknown) => {
        log('error', 'files of a conversation could not be removed', { error: String(error) })
      })
    },
    stop: () => stop.abort()
  }
}
