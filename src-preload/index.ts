import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { CHANNELS, type DeskBridge } from '#shared/contract/bridge.ts'

/** Listeners of one channel; what arrives before the first of them is kept for it. */
function inbox<Item>(channel: string) {
  const listeners = new Set<(item: Item) => void>()
  let early: Item[] = []
  ipcRenderer.on(channel, (_event, item: Item) => {
    if (listeners.size === 0) early.push(item)
    for (const listener of listeners) listener(item)
  })
  return (listener: (item: Item) => void) => {
    listeners.add(listener)
    for (const item of early) listener(item)
    early = []
    return () => {
      listeners.delete(listener)
    }
  }
}

const bridge: DeskBridge = {
  query: (name, args) => ipcRenderer.invoke(CHANNELS.query, name, args),
  submit: (request) => ipcRenderer.invoke(CHANNELS.submit, request),
  act: (name, args) => ipcRenderer.invoke(CHANNELS.act, name, args),
  async addFile(file, use) {
    // the page never learns the path, and cannot name one: this throws for all but a File of the system
    const path = webUtils.getPathForFile(file as File)
    const source = path ? { path } : { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
    const given = use ? { ...source, use } : source
    return ipcRenderer.invoke(CHANNELS.addFile, given)
  },
  subscribe: inbox<string[]>(CHANNELS.topics),
  onRequest: inbox<unknown>(CHANNELS.request)
}

contextBridge.exposeInMainWorld('desk', bridge)
