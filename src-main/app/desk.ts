import { hostname } from 'node:os'
import { app, session as electronSession, nativeTheme, net, powerMonitor, shell } from 'electron'
import type { Settings, Topic, WindowRequest } from '#shared/contract/ipc.ts'
import { SyncStatus } from '#shared/sync/status.ts'
import { createAnnouncer } from '../ipc/announcer.ts'
import { type Calls, createCalls } from '../ipc/calls.ts'
import { systemClock } from '../platform/clock.ts'
import { answerFile } from '../platform/file-answer.ts'
import { openFile, saveFile } from '../platform/file-out.ts'
import type { LogFile } from '../platform/log-file.ts'
import { openOutside } from '../platform/open-outside.ts'
import { savePieces } from '../platform/save-pieces.ts'
import { saveText } from '../platform/save-text.ts'
import { createTokenVault } from '../platform/token-vault.ts'
import type { Log } from '../sync/log.ts'
import { type AnsweringAccount, createAnswering } from './answering.ts'
import { deepLinkIn, LINK_SCHEME, parseDeepLink } from './deep-link.ts'
import type { DeskWindow } from './desk-window.ts'
import type { Environment } from './environment.ts'
import type { FirstLookFile } from './first-look.ts'
import { createFirstPaint } from './first-paint.ts'
import { installMenu } from './menu.ts'
import { openAccount } from './open-account.ts'
import { createPreferences, type Preferences } from './preferences.ts'

import { createAccountFolders } from './session/account-folders.ts'
import { createSession, type Session } from './session/session.ts'
import { createSessionApi } from './session/session-api.ts'
import { createSessionFile } from './session/session-file.ts'

export interface DeskContext {
  environment: Environment
  firstLook: FirstLookFile
  logFile: LogFile
  window: DeskWindow
}

/** All that stands behind the window. */
export interface Desk {
  calls: Calls
  session: Session<AnsweringAccount>
  /** Carries out what a link, or the command line of a second start, asks for. */
  openLink(link: string): void
  openArguments(argv: readonly string[]): void
  /** Answers the window's request for a file of a conversation. */
  serveFile(request: Request): Promise<Response>
  close(): Promise<void>
}

function openSession(
  folder: string,
  log: Log,
  firstPaint: Promise<void>,
  announce: (topics: Topic[]) => void,
  last: Preferences['lastSignIn']
) {
  return createSession<AnsweringAccount>({
    api: createSessionApi((url, init) => net.fetch(url, init)),
    vault: createTokenVault(),
    file: createSessionFile(folder),
    folders: createAccountFolders(folder),
    last,
    openAccount: (request) => openAccount(request, firstPaint, announce, log),
    deviceName: hostname(),
    monotonicMs: () => performance.now(),
    announce,
    async clearWindowData() {
      await electronSession.defaultSession.clearStorageData()
      await electronSession.defaultSession.clearCache()
    },
    log
  })
}

/** Puts the desk together and takes up the kept session; nothing here waits for the network. */
export function createDesk({ environment, firstLook, logFile, window }: DeskContext): Desk {
  const { log } = logFile
  const folder = app.getPath('userData')
  const preferences = createPreferences(folder, environment.defaultServerUrl)
  const onTopics: ((topics: readonly Topic[]) => void)[] = [window.announce]
  const announce = createAnnouncer((topics) => {
    for (const hear of onTopics) hear(topics)
  }, systemClock)
  const firstPaint = createFirstPaint(systemClock)
  const session = openSession(folder, log, firstPaint.over, announce, preferences.lastSignIn)
  session.takeUp()

  const applySettings = ({ theme }: Settings) => {
    nativeTheme.themeSource = theme
    if (firstLook.look.theme !== theme) firstLook.write({ theme })
  }
  applySettings(preferences.settings())
  const answering = createAnswering({
    session,
    preferences,
    announce,
    onPainted: firstPaint.painted,
    onSettings: applySettings,
    openOutside,
    saveFile: (file) => saveFile(window.current(), file),
    openFile,
    saveHistory: (begin) => savePieces(window.current(), begin, log),
    saveText: (exported) => saveText(window.current(), exported, log),
    openText: async (filter) => (await import('../platform/open-text.ts')).openText(window.current(), filter),
    nowMs: () => systemClock.nowMs()
  })
  const calls = createCalls(answering, log)

  const setOffline = (offline: boolean) => void calls.act('sync.set-offline', { offline })
  const showLog = () => shell.showItemInFolder(logFile.file)
  const updateMenu = installMenu(
    { request: window.request, setOffline, showLog },
    process.platform,
    !app.isPackaged
  )
  const showState = async () => {
    const reply = await calls.query('sync.status', {})
    const status = reply.ok ? SyncStatus.parse(reply.value) : null
    updateMenu({ signedIn: status !== null, offline: status?.link === 'paused-by-person' })
  }
  onTopics.push((topics) => {
    if (topics.includes('status') || topics.includes('session')) void showState()
  })
  void firstPaint.over.then(() => {
    void showState()
    void logFile.open()
  })
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
  // after sleep the network is another one, and nothing has arrived meanwhile
  powerMonitor.on('resume', () => void calls.act('sync.retry-now', {}))

  const carryOut = (request: WindowRequest | null) => {
    if (request) window.request(request)
  }
  return {
    calls,
    session,
    openLink: (link) => carryOut(parseDeepLink(link)),
    openArguments: (argv) => carryOut(deepLinkIn(argv)),
    serveFile: (request) =>
      answerFile(async (ref) => {
        const file = await (await session.account())?.file(ref)
        return file?.ok ? file.value.path : null
      }, request),
    async close() {
      await session.close()
      await logFile.open()
    }
  }
}
