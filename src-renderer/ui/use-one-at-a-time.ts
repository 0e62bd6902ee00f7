import { useRef } from 'react'

/**
 * Work that is asked for by a press, one run at a time: the second half of a double click, or a key that is held down, asks for
 * nothing twice. What follows from a run is painted before another one can begin.
 * @param keyOf what it is done to; work on different things does not wait for each other
 */
export function useOneAtATime<Args extends readonly unknown[]>(
  work: (...args: Args) => unknown,
  keyOf: (...args: Args) => unknown = () => null
): (...args: Args) => Promise<void> {
  const underWay = useRef(new Set<unknown>())
  return async (...args) => {
    const key = keyOf(...args)
    if (underWay.current.has(key)) return
    underWay.current.add(key)
    try {
      await work(...args)
    } finally {
      setTimeout(() => underWay.current.delete(key))
    }
  }
}
