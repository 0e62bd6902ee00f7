import { gif } from './gif.ts'
import { jpeg } from './jpeg.ts'
import type { AttachmentKind } from './kind.ts'
import { mp4, quicktime } from './movies.ts'
import { odt } from './odt.ts'
import { doc, ppt } from './office.ts'
import { pdf } from './pdf.ts'
import { png } from './png.ts'
import { SOUND_KINDS } from './sounds.ts'
import { text } from './text.ts'

/** Every kind of file that may be attached. Text comes last: other kinds may look like it. */
export const ATTACHMENT_KINDS: readonly AttachmentKind[] = [
  png,
  jpeg,
  gif,
  quicktime,
  mp4,
  odt,
  ppt,
  doc,
  pdf,
  text
]

/** What a file is for: to go with a message, to be part of an engagement, or either. */
export type FileUse = 'message' | 'engagement' | 'any'

/** Every kind of file that may be used so. */
export function kindsFor(use: FileUse): readonly AttachmentKind[] {
  if (use === 'message') return ATTACHMENT_KINDS
  if (use === 'any') return [...SOUND_KINDS, ...ATTACHMENT_KINDS]
  return [...ATTACHMENT_KINDS.filter((kind) => kind.class !== 'document'), ...SOUND_KINDS]
}

/** The kind that a name claims by its ending. */
export function kindOfName(name: string, use: FileUse = 'message'): AttachmentKind | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return kindsFor(use).find((kind) => kind.extensions.includes(extension))
}
