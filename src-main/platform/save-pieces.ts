import { open, rename, rm } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'
import type { ExportOutcome } from '#shared/features/approval/views.ts'
import type { HistoryExport } from '../features/approval/export.ts'
import type { Log } from '../sync/log.ts'

/**
 * Asks the person where a history shall go, and writes it there piece by piece. It takes its name when it is whole: a cancelled or
 * failed export leaves nothing behind, and what was there before as it was.
 */
export async function savePieces(
  window: BrowserWindow | null,
  begin: () => HistoryExport,
  log: Log
): Promise<ExportOutcome> {
  const options = { defaultPath: 'octopus-history.csv', filters: [{ name: 'CSV', extensions: ['csv'] }] }
  const { filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  if (!filePath) return { outcome: 'cancelled', rows: 0 }
  const history = begin()
  const unfinished = `${filePath}.part`
  try {
    const file = await open(unfinished, 'w')
    try {
      for await (const piece of history.pieces) await file.write(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    if (history.isCancelled()) {
      await rm(unfinished, { force: true })
      return { outcome: 'cancelled', rows: 0 }
    }
    await rename(unfinished, filePath)
    return { outcome: 'saved', rows: history.written() }
  } catch (error) {
    log('warn', 'a history could not be written', { error: String(error) })
    await rm(unfinished, { force: true }).catch(() => undefined)
    return { outcome: 'failed', rows: 0 }
  } finally {
    history.ended()
  }
}
