import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, Menu, nativeTheme, session } from 'electron'
import type { Calls } from '../ipc/calls.ts'
import { listenToWindow } from '../ipc/listen.ts'
import { isFromOurPage } from '../ipc/sender.ts'
import { declareAppScheme, serveAppScheme } from '../platform/app-scheme.ts'
import { APP_ORIGIN } from '../platform/asset-path.ts'
import { serveFileScheme } from '../platform/file-scheme.ts'
import { createLogFile, type LogFile } from '../platform/log-file.ts'
import { guardPage, guardPermissions } from '../platform/page-guards.ts'
import { offerContextMenu } from './context-menu.ts'
import type { Desk } from './desk.ts'
import { createDeskWindow, type DeskWindow } from './desk-window.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { createFirstLookFile } from './first-look.ts'
import { watchPage } from './page-trouble.ts'

/** Work on disk may take this long at the end; a sleeping network file system must not keep the app from closing. */
const LONGEST_CLOSE_MS = 3000

function reportBugs(logFile: LogFile): void {
  process.on('unhandledRejection', (error) => logFile.log('error', 'a rejection was not handled', { error }))
  process.on('uncaughtException', async (error) => {
    logFile.log('error', 'an exception was not caught', { error })
    await logFile.open()
    dialog.showErrorBox(
      'Octopus Desk must end',
      'It met an error that it cannot work with; its log tells more.'
    )
    app.exit(1)
  })
}

/** Answers of a desk that is still being loaded: a page may call from its first line on. */
function whenLoaded(desk: Promise<Desk>): Calls {
  return {
    query: async (name, args) => (await desk).calls.query(name, args),
    submit: async (request) => (await desk).calls.submit(request),
    act: async (name, args) => (await desk).calls.act(name, args),
    addFile: async (given) => (await desk).calls.addFile(given)
  }
}

function closeInOrder(desk: Promise<Desk>, window: DeskWindow, logFile: LogFile): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    window.current()?.hide()
    const limit = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_CLOSE_MS))
    const closing = desk.then((opened) => opened.close())
    void Promise.race([closing, limit])
      .catch((error) => logFile.log('error', 'the desk did not close in order', { error }))
      .then(() => {
        closed = true
        app.quit()
      })
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/** Nothing works without the desk: a person is told, a terminal too, and the app ends. */
async function giveUp(error: unknown, logFile: LogFile, environment: Environment): Promise<void> {
  logFile.log('error', 'the desk could not start', { error })
  await logFile.open()
  const sentence = 'Octopus Desk could not start; its log tells why.'
  process.stderr.write(`${sentence} (${logFile.file})\n`)
  if (environment.screenshotFile === null) dialog.showErrorBox('Octopus Desk', sentence)
  app.exit(1)
}

async function open(environment: Environment, logFile: LogFile): Promise<void> {
  const firstLook = createFirstLookFile(app.getPath('userData'))
  const window = createDeskWindow(firstLook, (opened) => {
    offerContextMenu(opened.webContents)
    watchPage(opened, logFile.log)
  })
  app.on('web-contents-created', (_event, contents) => guardPage(contents, logFile.log))
  const desk = app.whenReady().then(async () => {
    nativeTheme.themeSource = firstLook.look.theme
    const served = serveAppScheme(join(__dirname, '../renderer'))
    serveFileScheme(async () => (await desk).serveFile)
    guardPermissions(session.defaultSession)
    listenToWindow(whenLoaded(desk), (event) => isFromOurPage(event, window.page(), APP_ORIGIN))
    window.show()
    // this process works while the page's own is busy, and never keeps it waiting for a file
    const scriptServed = served('text/javascript')
    await served('text/html')
    const { createDesk } = await import('./desk.ts')
    await scriptServed
    return createDesk({ environment, firstLook, logFile, window })
  })
  closeInOrder(desk, window, logFile)
  app.on('second-instance', (_event, argv) => {
    window.show()
    void desk.then((opened) => opened.openArguments(argv))
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    void desk.then((opened) => opened.openLink(link))
  })
  app.on('activate', () => void app.whenReady().then(window.show))
  const opened = await desk
  opened.openArguments(process.argv)
  if (environment.screenshotFile !== null) {
    const { endWithScreenshot } = await import('./screenshot.ts')
    await endWithScreenshot(window, opened, environment.screenshotFile, environment.demoRole)
  }
}

/** Starts the desk, or brings the one that runs already to the front. */
export function start(): void {
  const environment = readEnvironment(process.env, process.argv.slice(1), app.isPackaged)
  if (environment.dataFolder !== null) {
    mkdirSync(environment.dataFolder, { recursive: true })
    app.setPath('userData', environment.dataFolder)
  }
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Octopus Desk runs already; its window was brought to the front.\n')
    app.exit(environment.screenshotFile === null ? 0 : 1)
    return
  }
  Menu.setApplicationMenu(null)
  declareAppScheme()
  const logFile = createLogFile(join(app.getPath('userData'), 'logs'), !app.isPackaged)
  reportBugs(logFile)
  open(environment, logFile).catch((error) => giveUp(error, logFile, environment))
}
