import { useEffect } from 'react'
import { desk } from '../../../bridge/desk.ts'
import { loadLater } from '../../../ui/later.tsx'

/**
 * Tells the outside (screenshots, measurements) when the first rows have been painted, by `data-ready="inbox"`, and main,
 * which begins then what nobody waits for; the page loads the rest of its code.
 */
export function useInboxReady(isLoaded: boolean) {
  useEffect(() => {
    if (!isLoaded || document.documentElement.dataset.ready === 'inbox') return
    // the second frame begins after the first was painted
    const outer = requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = 'inbox'
        void desk.act('app.painted', {})
        loadLater()
      })
    })
    return () => cancelAnimationFrame(outer)
  }, [isLoaded])
}
