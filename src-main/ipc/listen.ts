import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import { CHANNELS, type Reply } from '#shared/contract/bridge.ts'
import type { Calls } from './calls.ts'

const FOREIGN: Reply = {
  ok: false,
  code: 'refused',
  message: 'Only the window of Octopus Desk may ask this.'
}

/** Opens the channels on which a window may call; `isOurs` judges each sender. */
export function listenToWindow(calls: Calls, isOurs: (event: IpcMainInvokeEvent) => boolean): void {
  const handle = (channel: string, answer: (...args: unknown[]) => Promise<Reply>) => {
    ipcMain.handle(channel, (event, ...args: unknown[]) => (isOurs(event) ? answer(...args) : FOREIGN))
  }
  handle(CHANNELS.query, (name, args) => calls.query(name, args))
  handle(CHANNELS.submit, (request) => calls.submit(request))
  handle(CHANNELS.act, (name, args) => calls.act(name, args))
  handle(CHANNELS.addFile, (given) => calls.addFile(given))
}
