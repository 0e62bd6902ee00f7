import { createContext, useContext, useSyncExternalStore } from 'react'

/** A clock that many components watch with one timer. */
export interface NowSource {
  subscribe: (listener: () => void) => () => void
  /** Milliseconds since the epoch, constant between two ticks. */
  readMs: () => number
}

const TICK_MS = 10_000

/** Makes a shared clock; the timer runs only while somebody watches. */
export function createNowSource(nowMs: () => number): NowSource {
  const listeners = new Set<() => void>()
  let currentMs = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    currentMs = nowMs()
    for (const listener of listeners) listener()
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      if (timer === undefined) {
        currentMs = nowMs()
        timer = setInterval(tick, TICK_MS)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    // while nobody watches, the last tick may be hours old
    readMs: () => (timer === undefined ? nowMs() : currentMs)
  }
}

export const NowContext = createContext<NowSource>(createNowSource(Date.now))

/** The time of the last tick; the component paints again only when its own reading changes. */
export function useNow<T extends string | number | boolean>(read: (nowMs: number) => T): T {
  const source = useContext(NowContext)
  return useSyncExternalStore(source.subscribe, () => read(source.readMs()))
}
