import { z } from 'zod'
import { ConversationId, EngagementId, RequestId, ResponseId } from '../../base/ids.ts'
import { Attachment, BlobHash } from './entities.ts'
import { FILE_SCHEME } from './file-scheme.ts'

/** A file that a person gives to the desk: one on this computer, or bytes that have none (a pasted picture). */
const use = z.enum(['message', 'engagement']).optional()
export const FileGiven = z.union([
  z.object({ path: z.string().min(1).max(4096), use }),
  z.object({ name: z.string().min(1).max(1000), bytes: z.instanceof(Uint8Array), use })
])

/** Most bytes that come without a file on this computer. */
export const PASTE_MAX_BYTES = 16 * 1024 * 1024

/** The file is copied and may be named by a draft, or a sentence tells why not. */
export const AddFileResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), attachment: Attachment }),
  z.object({ ok: z.literal(false), message: z.string() })
])
export type AddFileResult = z.infer<typeof AddFileResult>

/** A file as a conversation names it, in a message or in what is being written there; or as an engagement of the catalogue, a canned response or a request does. */
export const FileRef = z.object({
  conversationId: z.union([ConversationId, EngagementId, ResponseId, RequestId]),
  sha256: BlobHash
})
export type FileRef = z.infer<typeof FileRef>

/** What became of a wish about a file; the message is a sentence for the person. */
export const FileOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['here', 'saved', 'opened', 'revealed', 'cancelled']) }),
  z.object({ outcome: z.literal('failed'), message: z.string() })
])
export type FileOutcome = z.infer<typeof FileOutcome>

const FILE_HOST = 'desk'

export function fileUrl({ conversationId, sha256 }: FileRef): string {
  return `${FILE_SCHEME}://${FILE_HOST}/${conversationId}/${sha256}`
}

/** What an address asks for; null when it is none of ours. */
export function fileRefOf(url: string): FileRef | null {
  const prefix = `${FILE_SCHEME}://${FILE_HOST}/`
  if (!url.startsWith(prefix)) return null
  const [conversationId, sha256, ...more] = url.slice(prefix.length).split('/')
  return more.length === 0 ? (FileRef.safeParse({ conversationId, sha256 }).data ?? null) : null
}
