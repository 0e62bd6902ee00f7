import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { cleanFileName } from '#shared/features/attachment/file-name.ts'
import type { FileOutcome } from '#shared/features/attachment/views.ts'
import { mayBeOpened } from './open-check.ts'

/** A file of a conversation on its way out of the desk. */
export interface FileOut {
  path: string
  name: string
  /** where a copy with a name may lie, for another program; two files of one name have two such places */
  copiesFolder: string
}

const NOT_WRITTEN = 'could not be written there. Choose another place.'

/** Asks where to, and saves a copy under a name that is safe on every system. */
export async function saveFile(window: BrowserWindow | null, file: FileOut): Promise<FileOutcome> {
  const name = cleanFileName(file.name)
  const options = { defaultPath: join(app.getPath('downloads'), name) }
  const chosen = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  if (chosen.canceled || !chosen.filePath) return { outcome: 'cancelled' }
  try {
    await copyFile(file.path, chosen.filePath)
    await markAsForeign(chosen.filePath)
    return { outcome: 'saved' }
  } catch {
    return { outcome: 'failed', message: `${name} ${NOT_WRITTEN}` }
  }
}

/**
 * Opens a copy by the system's program for it. What its name or its bytes do not show to be a harmless kind is never opened:
 * it is shown in its folder, where the person decides.
 */
export async function openFile(file: FileOut): Promise<FileOutcome> {
  const name = cleanFileName(file.name)
  const copy = join(file.copiesFolder, name)
  await mkdir(file.copiesFolder, { recursive: true, mode: 0o700 })
  await copyFile(file.path, copy)
  await markAsForeign(copy)
  if (!(await mayBeOpened(copy))) {
    shell.showItemInFolder(copy)
    return { outcome: 'revealed' }
  }
  const trouble = await shell.openPath(copy)
  if (trouble === '') return { outcome: 'opened' }
  shell.showItemInFolder(copy)
  return { outcome: 'revealed' }
}

/** Tells Windows that the file came from elsewhere, so that its programs open it guarded. */
async function markAsForeign(path: string): Promise<void> {
  if (process.platform !== 'win32') return
  await writeFile(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n').catch(() => undefined)
}
