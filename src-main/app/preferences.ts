import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Store from 'electron-store'
import { z } from 'zod'
import { Settings } from '#shared/contract/ipc.ts'

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  sendKey: 'enter',
  listWidth: 340,
  panelWidth: 300,
  panelOpen: true,
  foldedParts: [],
  recentEmoji: []
}

/** A file of another version keeps what this one understands. */
const Preferences = z.object({
  settings: Settings.partial().catch({}),
  lastSignIn: z.object({ serverUrl: z.string(), email: z.string() }).nullable().catch(null)
})

/** An unreadable file is one of nobody yet: the first settings are taken, and the next save writes it anew. */
function readFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

/**
 * What this computer remembers whoever is signed in: settings, and what the sign-in screen offers. It is read by hand,
 * because the store's code takes longer to load than the inbox to paint; the store writes, whole or not at all.
 */
export function createPreferences(folder: string, defaultServerUrl: string) {
  const read = Preferences.parse(readFile(join(folder, 'preferences.json')) ?? {})
  let settings = Settings.parse({ ...DEFAULT_SETTINGS, ...read.settings })
  let lastSignIn = read.lastSignIn ?? { serverUrl: defaultServerUrl, email: '' }
  let store: Promise<Store> | null = null
  const openStore = async () => {
    const { default: ElectronStore } = await import('electron-store')
    return new ElectronStore({
      cwd: folder,
      name: 'preferences',
      clearInvalidConfig: true,
      configFileMode: 0o600
    })
  }
  const save = async () => {
    store ??= openStore()
    ;(await store).store = { settings, lastSignIn }
  }
  return {
    settings: () => settings,
    /** They hold at once; it throws when the disk does not take them for the next start. */
    async saveSettings(change: Partial<Settings>): Promise<Settings> {
      settings = Settings.parse({ ...settings, ...change })
      await save()
      return settings
    },
    lastSignIn: {
      read: () => lastSignIn,
      async write(next: { serverUrl: string; email: string }): Promise<void> {
        lastSignIn = next
        await save()
      }
    }
  }
}

export type Preferences = ReturnType<typeof createPreferences>
