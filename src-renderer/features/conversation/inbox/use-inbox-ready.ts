import { useEffect } from 'react'

/** Tells the outside (screenshots, measurements) when the first rows have been painted: `data-ready="inbox"`. */
export function useInboxReady(isLoaded: boolean) {
  useEffect(() => {
    if (!isLoaded || document.documentElement.dataset.ready === 'inbox') return
    // the second frame begins after the first was painted
    const outer = requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = 'inbox'
      })
    })
    return () => cancelAnimationFrame(outer)
  }, [isLoaded])
}
