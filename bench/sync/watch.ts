import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Watches how long the event loop lets others wait; the returned function answers the longest stall in milliseconds. */
export function watchStalls(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  return () => {
    histogram.disable()
    return histogram.max / 1e6
  }
}
