import type { BrowserWindow, WebContents } from 'electron'
import { CHANNELS } from '#shared/contract/bridge.ts'
import type { Topic, WindowRequest } from '#shared/contract/ipc.ts'
import type { FirstLookFile } from './first-look.ts'
import { createWindow } from './window.ts'

/** The one window of the desk, which may be closed and opened again while the app runs. */
export function createDeskWindow(firstLook: FirstLookFile, equip: (window: BrowserWindow) => void) {
  let window: BrowserWindow | null = null
  let listening = false
  let requests: WindowRequest[] = []

  const send = (channel: string, content: unknown) => window?.webContents.send(channel, content)
  const deliver = () => {
    if (!listening) return
    for (const request of requests) send(CHANNELS.request, request)
    requests = []
  }
  const open = () => {
    const opened = createWindow(firstLook)
    window = opened
    listening = false
    opened.webContents.on('did-start-loading', () => {
      listening = false
    })
    opened.webContents.on('dom-ready', () => {
      listening = true
      deliver()
    })
    opened.on('closed', () => {
      window = null
      listening = false
    })
    equip(opened)
    return opened
  }
  const show = () => {
    if (!window) return open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    return window
  }

  return {
    /** Opens the window, or brings it to the front. */
    show,
    current: () => window,
    page: (): WebContents | null => window?.webContents ?? null,
    announce(topics: readonly Topic[]) {
      if (listening) send(CHANNELS.topics, topics)
    },
    /** Asks the page to go somewhere, as soon as it can hear. */
    request(request: WindowRequest) {
      requests.push(request)
      deliver()
    }
  }
}

export type DeskWindow = ReturnType<typeof createDeskWindow>
