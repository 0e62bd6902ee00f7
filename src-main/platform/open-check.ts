import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { judgeHead } from '#shared/features/attachment/judge-file.ts'
import { HEAD_BYTES } from '#shared/features/attachment/kinds/kind.ts'
import { kindOfName } from '#shared/features/attachment/kinds/list.ts'

/** Whether a file is of a kind that is looked at and not run, by its name and by its own first bytes. */
export async function mayBeOpened(path: string): Promise<boolean> {
  const name = basename(path)
  const kind = kindOfName(name, 'any')
  if (!kind) return false
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const head = new Uint8Array(Math.min(HEAD_BYTES, size))
    await handle.read(head, 0, head.length, 0)
    return judgeHead(kind, name, head).ok
  } finally {
    await handle.close()
  }
}
