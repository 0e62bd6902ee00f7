import { type BrowserWindow, dialog } from 'electron'
import type { Log } from '../sync/log.ts'

/** More crashes than this within a minute are not cured by loading the page again. */
const MOST_PER_MINUTE = 3

const LEVEL_ERROR = 3

/** Addresses in a page's errors may be what somebody wrote in a chat. */
const ADDRESSES = /\b[a-z][a-z0-9+.-]*:[^\s'"]+/gi
const LONGEST_ERROR = 300

/** Brings the page back when its process dies, says so plainly, and keeps its errors in the log. */
export function watchPage(window: BrowserWindow, log: Log): void {
  const contents = window.webContents
  let crashes: number[] = []

  const sayReloaded = () =>
    dialog.showMessageBox(window, {
      type: 'info',
      message: 'The window stopped working and was opened again.',
      detail: 'What you have written is saved. If it happens again, restart Octopus Desk.'
    })

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log('error', 'the page crashed', { reason, exitCode })
    const nowMs = performance.now()
    crashes = [...crashes.filter((atMs) => nowMs - atMs < 60_000), nowMs]
    if (crashes.length > MOST_PER_MINUTE) {
      dialog.showErrorBox(
        'Octopus Desk cannot show its window',
        'It stopped working several times. Restart it.'
      )
      return window.destroy()
    }
    contents.once('did-finish-load', () => void sayReloaded())
    contents.reload()
  })
  contents.on('unresponsive', () => log('warn', 'the page does not respond'))
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame) log('error', 'the page could not be loaded', { code, description })
  })
  contents.on('console-message', (details, level, message) => {
    // older runtimes give the level as a number, newer ones as a word in the details
    if (details.level !== 'error' && level !== LEVEL_ERROR) return
    log('error', 'the page reports an error', {
      error: (details.message ?? message).replace(ADDRESSES, '(address)').slice(0, LONGEST_ERROR)
    })
  })
}
