import type { Attachment, FileLimits } from '#shared/features/attachment/entities.ts'
import type { Message } from '#shared/features/conversation/entities.ts'
import type { ObjectStore } from '../../files/object-store.ts'
import type { Verdict } from '../../gateway/operation-handler.ts'
import type { Tx } from '../../storage/storage.ts'
import { type FileAuthor, findFiles } from './find-files.ts'
import { addMessageFiles } from './repository.ts'

/** The files of a message as the server knows them, or why the message cannot be posted with them. */
export type Attached =
  | {
      status: 'attached'
      attachments: Attachment[]
      /** notes that the message names them, once the message is written */
      keep(): Promise<void>
    }
  | Extract<Verdict, { status: 'rejected' | 'attachment_missing' }>

/** Finds the files that a message names. Each must be here whole, and its author's to name. */
export type AttachFiles = (
  tx: Tx,
  author: FileAuthor,
  message: Pick<Message, 'id' | 'conversationId' | 'attachments'>
) => Promise<Attached>

export function createAttachFiles(objects: ObjectStore, limits: FileLimits): AttachFiles {
  return async (tx, author, message) => {
    const found = await findFiles(tx, author, message.attachments, { objects, limits })
    if (found.status !== 'found') return found
    const named = found.files.map(({ attachment, blob }, item) => ({
      tenant_id: author.tenantId,
      message_id: message.id,
      item,
      conversation_id: message.conversationId,
      blob_id: blob.id,
      sha256: blob.sha256,
      name: attachment.name
    }))
    return {
      status: 'attached',
      keep: () => addMessageFiles(tx, named),
      attachments: found.files.map(({ attachment }) => attachment)
    }
  }
}
