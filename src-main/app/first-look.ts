import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWindowPlace, type WindowPlace } from './window-place.ts'

/** What the window needs before anything else is loaded: where it stood, and which theme to paint behind the page. */
export interface FirstLook {
  place: WindowPlace
  theme: 'system' | 'light' | 'dark'
}

function readJson(file: string): { place?: unknown; theme?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) ?? {}
  } catch {
    return {}
  }
}

/** A small file beside the preferences; losing it costs a window's place and nothing else. */
export function createFirstLookFile(folder: string) {
  const file = join(folder, 'window.json')
  const { place, theme } = readJson(file)
  const look: FirstLook = {
    place: readWindowPlace(place),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system'
  }
  return {
    look,
    write(change: Partial<FirstLook>) {
      Object.assign(look, change)
      try {
        writeFileSync(file, JSON.stringify(look))
      } catch {
        // a full disk must not keep a window from closing; the next start takes the first size
      }
    }
  }
}

export type FirstLookFile = ReturnType<typeof createFirstLookFile>
