import { z } from 'zod'

/** The sha256 of a file's bytes, hex: what names them everywhere. */
export const BlobHash = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 is 64 hexadecimal digits')

/** Most files with one message. */
export const MESSAGE_MAX_FILES = 10

/** A file that goes with a message: its bytes by their hash, and how it is called and served. */
export const Attachment = z.object({
  sha256: BlobHash,
  name: z.string().min(1).max(1000),
  sizeBytes: z.number().int().positive(),
  /** of the server's own judgement on a message that is posted */
  mediaType: z.string().max(100)
})
export type Attachment = z.infer<typeof Attachment>

/** Most bytes of one file by its class: settings of the server. */
export const FileLimits = z.object({
  image: z.number().int().positive(),
  video: z.number().int().positive(),
  document: z.number().int().positive()
})
export type FileLimits = z.infer<typeof FileLimits>

const MB = 1024 * 1024

/** What a server allows that was not told otherwise. */
export const USUAL_FILE_LIMITS: FileLimits = { image: 10 * MB, video: 50 * MB, document: 10 * MB }
