import type { FileLimits } from '#shared/features/attachment/entities.ts'
import type { LinkResult } from '../sync/link.ts'

/** One file on its way to the server. */
export interface UploadJob {
  path: string
  sha256: string
  name: string
  sizeBytes: number
  mediaType: string
  /** where it goes on; null to begin */
  uploadUrl: string | null
  /** told where the upload goes on from now, before the first byte leaves */
  begun(uploadUrl: string): void
  progressed(sentBytes: number): void
}

/** One file on its way from the server. */
export interface DownloadJob {
  conversationId: string
  sha256: string
  sizeBytes: number
  /** where it is written, behind what has come before */
  path: string
}

/** The server's place for files, as the desk sees it. Nothing is retried here, but a token that was turned down is renewed once. */
export interface FileLink {
  limits(signal: AbortSignal): Promise<LinkResult<FileLimits>>
  /** Whether the server holds these bytes of this person, whole. */
  held(sha256: string, signal: AbortSignal): Promise<LinkResult<boolean>>
  /** Goes on with an upload, or begins one; done means that every byte was taken. */
  upload(job: UploadJob, signal: AbortSignal): Promise<LinkResult<void>>
  /** Goes on with a download, or begins one; done means that as many bytes are there as were asked for, right or wrong. */
  download(job: DownloadJob, signal: AbortSignal): Promise<LinkResult<void>>
}
