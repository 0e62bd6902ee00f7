import { useEffect } from 'react'

/** How often what the server does by itself is looked at while it is on screen, in milliseconds. */
const EVERY_MS = 3000

/** Asks again and again while the component is shown. */
export function useAgain(reload: () => void): void {
  useEffect(() => {
    const timer = setInterval(reload, EVERY_MS)
    return () => clearInterval(timer)
  }, [reload])
}
