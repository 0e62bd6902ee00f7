import type { Way } from './ways-out.ts'

/** The key of each way out, while the list has the focus. */
export const KEYS: Partial<Record<Way['does'], string>> = {
  retry: 'R',
  'take-over': 'R',
  'restore-as-new': 'R',
  edit: 'E',
  export: 'X',
  discard: 'Delete'
}

/** Which way a key stands for among those that are open; Backspace is the delete key of some keyboards. */
export function wayOfKey(key: string, ways: readonly Way[]): Way['does'] | null {
  const wanted = key === 'Backspace' ? 'Delete' : key.length === 1 ? key.toUpperCase() : key
  return ways.find(({ does }) => KEYS[does] === wanted)?.does ?? null
}
