import { z } from 'zod'
import { ConversationId } from '#shared/base/ids.ts'
import { err, ok, type Result } from '#shared/base/result.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { FileRef } from '#shared/features/attachment/views.ts'
import { filesOfContent } from '#shared/features/engagement/content.ts'
import { requestById } from '../features/approval/views.ts'
import type { Drafts } from '../features/conversation/drafts.ts'
import { engagementById } from '../features/engagement/read.ts'
import type { FileStore } from '../files/file-store.ts'
import type { ReceivedStore } from '../files/received-store.ts'
import { createReceiver, type ReceiverOptions } from '../files/receiver.ts'
import type { RowsByLane } from '../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../sqlite/sqlite-file.ts'
import { filesOf } from './attached.ts'
import { carrierOf, filesCarriedBy } from './carried-files.ts'

/** A whole file on this computer, and what the conversation calls it. */
export interface LocalFile {
  path: string
  attachment: Attachment
  /** where copies with a name may lie, for other programs; it goes with the conversation */
  copiesFolder: string
}

/** Most bytes that are kept of what was fetched to be shown. */
const KEPT_BYTES = 1024 ** 3

/** How long a program may need its copy, in milliseconds. */
const COPIES_LIFE_MS = 24 * 3_600_000

interface ReceivedFilesOptions extends Omit<ReceiverOptions, 'store'> {
  store: ReceivedStore
  own: Pick<FileStore, 'has' | 'pathOf'>
  /** a file that the person has given since the start, whatever names it by now */
  given(sha256: string): Attachment | null
  cache: ReadableDb
  drafts: Pick<Drafts, 'get'>
  rows: RowsByLane
  nowMs(): number
}

/** The files that a conversation, an engagement, a canned response or a request names, for whoever may see it: the person's own copies, or what is fetched from the server. */
export function createReceivedFiles(options: ReceivedFilesOptions) {
  const { store, own, cache, drafts, rows, log } = options
  const receiver = createReceiver(options)
  const fetched = new Set<FileRef['conversationId']>()
  let atStart = true

  /** What this person's desk knows by that hash in that conversation; null for what it does not name. */
  function find({ conversationId, sha256 }: FileRef): Attachment | null {
    const written = [
      ...(drafts.get(conversationId)?.attachments ?? []),
      ...rows.lane(`conversation:${conversationId}`).flatMap((row) => filesOf(row)),
      ...rows.lane(`engagement:${conversationId}`).flatMap((row) => filesOf(row)),
      ...rows.lane(`canned:${conversationId}`).flatMap((row) => filesOf(row))
    ].find((file) => file.sha256 === sha256)
    if (written) return written
    const message = cache.get<{ attachments: string }>(
      `SELECT m.attachments FROM conversations c JOIN messages m ON m.conversation_key = c.key
       WHERE c.id = ? AND m.attachments IS NOT NULL AND instr(m.attachments, ?) > 0 LIMIT 1`,
      conversationId,
      sha256
    )
    const files = message
      ? z.array(Attachment).parse(JSON.parse(message.attachments))
      : filesBesideChats(conversationId)
    return files.find((file) => file.sha256 === sha256) ?? options.given(sha256)
  }

  function filesBesideChats(id: string): readonly Attachment[] {
    const engagement = engagementById(cache, id)
    if (engagement) return filesOfContent(engagement.content)
    return requestById(cache, id)?.files ?? filesCarriedBy(cache, id)
  }

  const local = (ref: FileRef, path: string, attachment: Attachment): LocalFile => ({
    path,
    attachment,
    copiesFolder: store.copiesOf(ref)
  })
  const isHere = (conversationId: string) =>
    cache.get('SELECT 1 FROM conversations WHERE id = ?', conversationId) !== undefined ||
    cache.get('SELECT 1 FROM engagements WHERE id = ?', conversationId) !== undefined ||
    cache.get('SELECT 1 FROM canned_responses WHERE id = ?', conversationId) !== undefined ||
    cache.get('SELECT 1 FROM requests WHERE id = ?', conversationId) !== undefined

  function forgetGone(conversationIds: Iterable<FileRef['conversationId']>): void {
    for (const conversationId of conversationIds) {
      if (isHere(conversationId)) continue
      fetched.delete(conversationId)
      receiver.forget(conversationId)
    }
  }

  /** What earlier runs have fetched is looked at once; a kill may have come between an eviction and its files. */
  async function lookAtAll(): Promise<void> {
    for (const name of await store.conversations()) {
      const conversationId = ConversationId.safeParse(name)
      if (conversationId.success) fetched.add(conversationId.data)
    }
    forgetGone([...fetched])
  }
  function lookSoon(): void {
    lookAtAll().catch((error: unknown) => {
      log('warn', 'fetched files could not be looked at', { error: String(error) })
    })
  }

  return {
    async fetch(ref: FileRef): Promise<Result<LocalFile, string>> {
      const attachment = find(ref)
      if (!attachment) return err('This file is not here any more.')
      if (own.has(ref.sha256, attachment.sizeBytes)) return ok(local(ref, own.pathOf(ref.sha256), attachment))
      // one copy serves every chat into which a response is inserted
      const conversationId = carrierOf(cache, ref.sha256) ?? ref.conversationId
      fetched.add(ref.conversationId).add(conversationId)
      const path = await receiver.fetch({ conversationId, sha256: ref.sha256 }, attachment)
      // access may have ended while it came
      if (!isHere(conversationId)) forgetGone([conversationId])
      return path.ok ? ok(local(ref, path.value, attachment)) : path
    },
    applied(topics: ReadonlySet<Topic>) {
      if (atStart) {
        atStart = false
        lookSoon()
      }
      const mayAll = topics.has('engagements') || topics.has('canned') || topics.has('requests')
      forgetGone([...fetched].filter((id) => mayAll || topics.has(`conversation:${id}`)))
    },
    /** Where the copy of a file is that a canned response carries; null while it is not here. */
    carriedPath(sha256: string, sizeBytes: number): string | null {
      const conversationId = carrierOf(cache, sha256)
      const key = conversationId && { conversationId, sha256 }
      return key && store.has(key, sizeBytes) ? store.pathOf(key) : null
    },
    replaced: lookSoon,
    async collect(): Promise<void> {
      await lookAtAll()
      await store.trim(KEPT_BYTES, options.nowMs() - COPIES_LIFE_MS)
    },
    stop: receiver.stop
  }
}
