import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { WindowRequest } from '#shared/contract/ipc.ts'

const WORK_OFFLINE = 'work-offline'
const SIGN_OUT = 'sign-out'

/** What the menu bar asks for; everything else in it is a role of the system. */
export interface MenuActions {
  request(request: WindowRequest): void
  setOffline(offline: boolean): void
  showLog(): void
}

type Items = MenuItemConstructorOptions[]

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

function sessionItems({ request, setOffline }: MenuActions): Items {
  return [
    {
      id: WORK_OFFLINE,
      label: 'Work Offline',
      type: 'checkbox',
      enabled: false,
      click: (item) => setOffline(item.checked)
    },
    { id: SIGN_OUT, label: 'Sign Out…', enabled: false, click: () => request({ kind: 'sign-out' }) }
  ]
}

function settingsItem({ request }: MenuActions): MenuItemConstructorOptions {
  return {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => request({ kind: 'go', room: 'settings' })
  }
}

function macAppMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      settingsItem(actions),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' }
    ]
  }
}

function fileMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const end: Items = isMac ? [{ role: 'close' }] : [settingsItem(actions), SEPARATOR, { role: 'quit' }]
  return { label: 'File', submenu: [...sessionItems(actions), SEPARATOR, ...end] }
}

function editMenu({ request }: MenuActions): MenuItemConstructorOptions {
  return {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'delete' },
      { role: 'selectAll' },
      SEPARATOR,
      { label: 'Find', accelerator: 'CmdOrCtrl+F', click: () => request({ kind: 'focus-search' }) }
    ]
  }
}

function viewMenu({ request }: MenuActions, isDevelopment: boolean): MenuItemConstructorOptions {
  const rooms = [
    ['Chat', 'chat'],
    ['Canned Responses', 'canned-responses'],
    ['Outbox', 'outbox']
  ] as const
  const development: Items = [SEPARATOR, { role: 'reload' }, { role: 'toggleDevTools' }]
  return {
    label: 'View',
    submenu: [
      ...rooms.map(([label, room], place) => ({
        label,
        accelerator: `CmdOrCtrl+${place + 1}`,
        click: () => request({ kind: 'go', room })
      })),
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
      ...(isDevelopment ? development : [])
    ]
  }
}

function helpMenu({ showLog }: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const about: Items = isMac
    ? []
    : [SEPARATOR, { label: 'About Octopus Desk', click: () => app.showAboutPanel() }]
  return { role: 'help', submenu: [{ label: 'Show Log in Folder', click: showLog }, ...about] }
}

/** Puts up the menu bar of this system; the returned function keeps it true to the session. */
export function installMenu(actions: MenuActions, platform: NodeJS.Platform, isDevelopment: boolean) {
  const isMac = platform === 'darwin'
  const menu = Menu.buildFromTemplate([
    ...(isMac ? [macAppMenu(actions)] : []),
    fileMenu(actions, isMac),
    editMenu(actions),
    viewMenu(actions, isDevelopment),
    { role: 'windowMenu' },
    helpMenu(actions, isMac)
  ])
  Menu.setApplicationMenu(menu)
  return (state: { signedIn: boolean; offline: boolean }) => {
    const workOffline = menu.getMenuItemById(WORK_OFFLINE)
    const signOut = menu.getMenuItemById(SIGN_OUT)
    if (workOffline) {
      workOffline.enabled = state.signedIn
      workOffline.checked = state.offline
    }
    if (signOut) signOut.enabled = state.signedIn
  }
}
