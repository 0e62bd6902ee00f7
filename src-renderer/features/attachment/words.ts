import type { FileLimits } from '#shared/features/attachment/entities.ts'

const KB = 1024
const MB = 1024 * KB

/** A size as people read it: "61 MB", "840 KB", "12 bytes". */
export function sizeWords(bytes: number): string {
  if (bytes < KB) return `${bytes} bytes`
  if (bytes < MB) return `${Math.round(bytes / KB)} KB`
  return `${(bytes / MB).toFixed(1).replace(/\.0$/, '')} MB`
}

/** What may be attached, in one line. */
export function limitWords({ image, video, document }: FileLimits): string {
  const [images, videos, documents] = [image, video, document].map(sizeWords)
  return `Images up to ${images}, videos up to ${videos}, documents up to ${documents}`
}
