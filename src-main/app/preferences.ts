import Store from 'electron-store'
import { z } from 'zod'
import { Settings } from '#shared/contract/ipc.ts'

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  sendKey: 'enter',
  listWidth: 340,
  panelWidth: 300,
  panelOpen: true
}

/** A file of another version keeps what this one understands. */
const Preferences = z.object({
  settings: Settings.partial().catch({}),
  lastSignIn: z.object({ serverUrl: z.string(), email: z.string() }).nullable().catch(null)
})

/** What this computer remembers whoever is signed in: settings, and what the sign-in screen offers. */
export function createPreferences(folder: string, defaultServerUrl: string) {
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name: 'preferences',
    clearInvalidConfig: true,
    configFileMode: 0o600
  })
  const read = Preferences.parse(store.store)
  let settings = Settings.parse({ ...DEFAULT_SETTINGS, ...read.settings })
  let lastSignIn = read.lastSignIn ?? { serverUrl: defaultServerUrl, email: '' }
  const save = () => {
    store.store = { settings, lastSignIn }
  }
  return {
    settings: () => settings,
    saveSettings(change: Partial<Settings>): Settings {
      settings = Settings.parse({ ...settings, ...change })
      save()
      return settings
    },
    lastSignIn: {
      read: () => lastSignIn,
      write(next: { serverUrl: string; email: string }) {
        lastSignIn = next
        save()
      }
    }
  }
}

export type Preferences = ReturnType<typeof createPreferences>
