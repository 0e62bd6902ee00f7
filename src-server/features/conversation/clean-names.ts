import type { Attachment } from '#shared/features/attachment/entities.ts'
import { cleanFileName } from '#shared/features/attachment/file-name.ts'

/** Files under names that are fit to be shown and saved anywhere. */
export function cleanNames(attachments: readonly Attachment[]): Attachment[] {
  return attachments.map((attachment) => ({ ...attachment, name: cleanFileName(attachment.name) }))
}
