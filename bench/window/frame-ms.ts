import { percentile } from '../statistics.ts'
import type { Window } from './launch.ts'

const FRAMES = `new Promise((resolve) => {
  const frames = []
  const next = (atMs) => (frames.push(atMs) < 61 ? requestAnimationFrame(next) : resolve(frames))
  requestAnimationFrame(next)
})`

/** Milliseconds between two frames while nothing happens. */
export async function frameMs(desk: Window): Promise<number> {
  const frames = await desk.evaluate<number[]>(FRAMES)
  return percentile(
    frames.slice(1).map((atMs, index) => atMs - (frames[index] ?? atMs)),
    0.5
  )
}
