import type { FileLimits } from '#shared/features/attachment/entities.ts'
import { judgeClaim, judgeHead } from '#shared/features/attachment/judge-file.ts'
import { HEAD_BYTES } from '#shared/features/attachment/kinds/kind.ts'
import type { UnsentFile } from './kept.ts'
import type { KeptFiles } from './kept-files.ts'
import { readAll, sha256Of } from './sha256.ts'

/** What a chosen file is worth: ready to be sent, or a sentence why not. */
export type TakenFile = { ok: true; file: UnsentFile } | { ok: false; reason: string }

/** Judges a chosen file by the server's own rules and keeps its bytes, so that a reload does not lose them. */
export async function takeFile(chosen: File, limits: FileLimits, kept: KeptFiles): Promise<TakenFile> {
  const { name, size } = chosen
  try {
    const kind = judgeClaim({ name, sizeBytes: size }, limits)
    if (!kind.ok) return { ok: false, reason: kind.error.message }
    const head = new Uint8Array(await readAll(chosen.slice(0, HEAD_BYTES)))
    const judged = judgeHead(kind.value, name, head)
    if (!judged.ok) return { ok: false, reason: judged.error.message }
    const sha256 = await sha256Of(chosen)
    await kept.put(sha256, chosen)
    const { mediaType } = kind.value
    return { ok: true, file: { sha256, name, sizeBytes: size, mediaType, uploadUrl: null, isUp: false } }
  } catch {
    return { ok: false, reason: `${name} could not be read. Choose it again.` }
  }
}
