import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Exported } from '../account/export.ts'
import type { Log } from '../sync/log.ts'

/** Asks the person where a text shall go, and writes it there. */
export async function saveText(
  window: BrowserWindow | null,
  { fileName, text }: Exported,
  log: Log
): Promise<'saved' | 'cancelled' | 'failed'> {
  const extension = extname(fileName).slice(1)
  const filters = [{ name: extension.toUpperCase(), extensions: [extension] }]
  const options = { defaultPath: fileName, filters }
  const { filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  if (!filePath) return 'cancelled'
  try {
    await writeFile(filePath, text)
    return 'saved'
  } catch (error) {
    log('warn', 'an export could not be written', { error: String(error) })
    return 'failed'
  }
}
