import { useEffect } from 'react'

/**
 * Keeps `--viewport-height` at what the on-screen keyboard leaves: where a browser lays the keyboard over the page,
 * the composer would be under it.
 */
export function useViewportHeight(): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const measure = () => {
      document.documentElement.style.setProperty('--viewport-height', `${viewport.height}px`)
      // the browser scrolls the page to reach the field; the page itself never needs it
      if (viewport.scale === 1) window.scrollTo(0, 0)
    }
    measure()
    viewport.addEventListener('resize', measure)
    return () => viewport.removeEventListener('resize', measure)
  }, [])
}
