import { err, ok, type Result } from '../../base/result.ts'
import { IMAGE_MAX_PIXELS } from './bounds.ts'
import type { FileLimits } from './entities.ts'
import { cleanFileName } from './file-name.ts'
import type { AttachmentKind } from './kinds/kind.ts'
import { ATTACHMENT_KINDS, type FileUse, kindOfName, kindsFor } from './kinds/list.ts'
import { whatBytesAre } from './what-bytes-are.ts'

/** Why a file may not be attached; `message` names the file, what is wrong with it, and what to do. */
export interface FileRefusal {
  code: 'unknown_kind' | 'other_kind' | 'empty' | 'too_large' | 'too_many_pixels'
  message: string
}

const CLASS_WORDS = { image: 'images', video: 'videos', document: 'documents', audio: 'sounds' } as const

/** Every extension that a file may have, as a person reads it and as a page asks for it: `.png, .jpg, ...`. */
export function extensionsFor(use: FileUse): string {
  return kindsFor(use)
    .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
    .join(', ')
}

/** Most bytes of a file of this kind; sound may be as large as documents. */
export function limitOf(kind: Pick<AttachmentKind, 'class'>, limits: FileLimits): number {
  return limits[kind.class === 'audio' ? 'document' : kind.class]
}

/**
 * Judges a file before any of its bytes is read: by its name, its size and what it is declared as.
 * @param file.declared a media type, where somebody names one
 */
export function judgeClaim(
  file: { name: string; sizeBytes: number; declared?: string | undefined },
  limits: FileLimits,
  use: FileUse = 'message'
): Result<AttachmentKind, FileRefusal> {
  const name = cleanFileName(file.name)
  const kind = kindOfName(name, use)
  if (!kind) {
    return refuse(
      'unknown_kind',
      `${name} is no file that can be sent here. Choose one of ${extensionsFor(use)}.`
    )
  }
  if (file.declared && file.declared !== kind.mediaType && !kind.alsoDeclaredAs?.includes(file.declared)) {
    return refuse('other_kind', `${name} is declared as ${file.declared}, which its name denies.`)
  }
  if (file.sizeBytes === 0) return refuse('empty', `${name} is empty. Choose a file that has content.`)
  const limit = limitOf(kind, limits)
  if (file.sizeBytes > limit) {
    return refuse(
      'too_large',
      `${name} is ${megabytes(file.sizeBytes)} MB; ${CLASS_WORDS[kind.class]} may have ${megabytes(limit)} MB. Choose a smaller one.`
    )
  }
  return ok(kind)
}

/**
 * Judges a file by its first bytes, which must be of the kind that its name says and ask for no more than can be shown.
 * @param head the first HEAD_BYTES of the file, or all of a shorter one
 */
export function judgeHead(kind: AttachmentKind, name: string, head: Uint8Array): Result<void, FileRefusal> {
  const verdict = kind.read(head)
  const called = cleanFileName(name)
  // text has no signature of its own, so it must have none of another kind
  const alsoFits = ATTACHMENT_KINDS.some(
    (other) => other.read(head).fits && other.mediaType !== kind.mediaType
  )
  if (!verdict.fits || (kind.mediaType === 'text/plain' && alsoFits)) {
    return refuse(
      'other_kind',
      `${called} is ${whatBytesAre(head) ?? 'something else'}, although its name says ${kind.called}. Open it, save it as such a file, and attach that.`
    )
  }
  const { width = 1, height = 1 } = verdict
  if (width * height > IMAGE_MAX_PIXELS) {
    return refuse(
      'too_many_pixels',
      `${called} has ${width} x ${height} pixels, which is more than can be shown. Make it smaller and attach that.`
    )
  }
  if (width * height === 0)
    return refuse('other_kind', `${called} is damaged: it has no size. Choose another file.`)
  return ok(undefined)
}

function refuse(code: FileRefusal['code'], message: string) {
  return err<FileRefusal>({ code, message })
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '')
}
