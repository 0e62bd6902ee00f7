import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'

export type OpenedText =
  | { outcome: 'cancelled' }
  | { outcome: 'failed'; message: string }
  | { outcome: 'read'; fileName: string; text: string }

/** A library of 10,000 long responses is smaller. */
const MAX_BYTES = 64 * 1024 * 1024

/** Asks the person for a file of text, and reads it: UTF-8, or UTF-16 as spreadsheets write it. */
export async function openText(
  window: BrowserWindow | null,
  filter: { name: string; extensions: string[] }
): Promise<OpenedText> {
  const options = { properties: ['openFile' as const], filters: [filter] }
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  const [path] = filePaths
  if (path === undefined) return { outcome: 'cancelled' }
  const fileName = basename(path)
  const failed = (why: string): OpenedText => ({ outcome: 'failed', message: `${fileName} ${why}` })
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > MAX_BYTES) return failed('is larger than 64 MB.')
      const text = textOf(await file.readFile())
      return text === null ? failed('is not a text in UTF-8.') : { outcome: 'read', fileName, text }
    } finally {
      await file.close()
    }
  } catch {
    return failed('could not be read.')
  }
}

function textOf(bytes: Uint8Array): string | null {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
