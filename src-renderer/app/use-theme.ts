import { useLayoutEffect, useSyncExternalStore } from 'react'
import { useView } from '../bridge/use-view.ts'

const darkMedia = window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(onChange: () => void) {
  darkMedia.addEventListener('change', onChange)
  return () => darkMedia.removeEventListener('change', onChange)
}

/** Keeps `data-theme` of the document at the theme of the settings, or at the system's. */
export function useTheme() {
  const theme = useView('settings.current', {}, ['settings']).data?.theme ?? 'system'
  const systemDark = useSyncExternalStore(subscribe, () => darkMedia.matches)
  const dark = theme === 'system' ? systemDark : theme === 'dark'
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
}
