import { open } from 'node:fs/promises'
import { judgeHead } from '#shared/features/attachment/judge-file.ts'
import { HEAD_BYTES } from '#shared/features/attachment/kinds/kind.ts'
import { kindsFor } from '#shared/features/attachment/kinds/list.ts'

/** What of a file is served, and as what: bytes `from` to `to`, both included. */
export interface Served {
  mediaType: string
  sizeBytes: number
  from: number
  to: number
  isPart: boolean
}

/**
 * How a file may be shown in the window: as the image, video or sound that its own first bytes say it is, whatever anybody called
 * it; null for everything else, and for a picture that is too large to be decoded.
 * @param range a Range header (RFC 9110, 14.2); one that cannot be met asks for all
 */
export async function servedAs(path: string, range: string | null): Promise<Served | null> {
  const handle = await open(path).catch(() => null)
  if (!handle) return null
  try {
    const { size } = await handle.stat()
    const head = new Uint8Array(Math.min(HEAD_BYTES, size))
    await handle.read(head, 0, head.length, 0)
    const kind = kindsFor('engagement').find((one) => one.read(head).fits)
    if (!kind || !judgeHead(kind, '', head).ok) return null
    const part = partOf(range, size)
    return {
      mediaType: kind.mediaType,
      sizeBytes: size,
      from: part?.from ?? 0,
      to: part?.to ?? size - 1,
      isPart: part !== null
    }
  } finally {
    await handle.close()
  }
}

function partOf(range: string | null, size: number): { from: number; to: number } | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '')
  if (!asked) return null
  const [, first = '', last = ''] = asked
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from <= to ? { from, to } : null
}
