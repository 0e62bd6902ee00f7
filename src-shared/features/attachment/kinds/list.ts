import { gif } from './gif.ts'
import { jpeg } from './jpeg.ts'
import type { AttachmentKind } from './kind.ts'
import { mp4, quicktime } from './movies.ts'
import { odt } from './odt.ts'
import { doc, ppt } from './office.ts'
import { pdf } from './pdf.ts'
import { png } from './png.ts'
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

/** The kind that a name claims by its ending. */
export function kindOfName(name: string): AttachmentKind | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return ATTACHMENT_KINDS.find((kind) => kind.extensions.includes(extension))
}
