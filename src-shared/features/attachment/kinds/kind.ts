/** What limits and icons go by. */
export type FileClass = 'image' | 'video' | 'document' | 'audio'

/** What a file's first bytes say: no such file, or such a file, with its measure where the header tells it. */
export type HeadVerdict = { fits: false } | { fits: true; width?: number; height?: number }

/** One kind of file that may be attached. */
export interface AttachmentKind {
  class: FileClass
  /** in a sentence, behind "a" or "not a" */
  called: string
  /** what the server serves it as, whatever anybody declares */
  mediaType: string
  /** other names of the same that programs declare */
  alsoDeclaredAs?: readonly string[]
  /** lower case, without the dot */
  extensions: readonly string[]
  /** @param head the file's first HEAD_BYTES, or all of a shorter one */
  read(head: Uint8Array): HeadVerdict
}

/** How many of a file's first bytes are enough to judge it: a JPEG tells its measure behind its preview and profile. */
export const HEAD_BYTES = 256 * 1024

/** Whether the bytes at `offset` are these; a text stands for its Latin-1 bytes. */
export function hasBytes(head: Uint8Array, offset: number, bytes: string): boolean {
  if (head.length < offset + bytes.length) return false
  for (let i = 0; i < bytes.length; i++) if (head[offset + i] !== bytes.charCodeAt(i)) return false
  return true
}

/** A big-endian number of `length` bytes, 0 where the file has ended. */
export function bigEndian(head: Uint8Array, offset: number, length: number): number {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (head[offset + i] ?? 0)
  return value
}
