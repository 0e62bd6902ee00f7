import { percentile, round } from '../statistics.ts'

/** Code for a page: moves an element by `step` pixels with each frame; answers the milliseconds between frames. */
export const scrollBy = (element: string, frames: number, step: number) => `new Promise((resolve) => {
  const area = ${element}
  const seen = []
  let before = 0
  const next = (atMs) => {
    if (before > 0) seen.push(atMs - before)
    before = atMs
    area.scrollTop += ${step}
    if (seen.length < ${frames}) requestAnimationFrame(next)
    else resolve(seen)
  }
  requestAnimationFrame(next)
})`

/**
 * Code for a page: lays a box with nothing in it but a height over an element, to be scrolled as `bench-empty`.
 * @param height code for its height in pixels; `area` is the element
 * @param direction `column-reverse` for what is scrolled up from its end
 */
export const emptyBoxOver = (element: string, height: string, direction = 'column') => `(() => {
  const area = ${element}
  const box = document.createElement('div')
  box.id = 'bench-empty'
  box.style.cssText = 'position:fixed;overflow:auto;display:flex;flex-direction:${direction}'
  const { left, top, width, height } = area.getBoundingClientRect()
  Object.assign(box.style, { left: left + 'px', top: top + 'px', width: width + 'px', height: height + 'px' })
  const inner = document.createElement('div')
  inner.style.cssText = 'flex:none;height:' + Math.round(${height}) + 'px'
  box.append(inner)
  document.body.append(box)
  return 0
})()`

export const EMPTY_BOX = "document.getElementById('bench-empty')"

const REFRESH_MS = 1000 / 60
const late = (all: readonly number[]) => all.filter((ms) => ms > REFRESH_MS * 1.5).length

/** What is said of a scroll beside the scroll of the empty box: the p95 of both and their ratio, and how many frames missed a refresh. */
export function framesBeside(frames: readonly number[], floor: readonly number[]) {
  const [value, floorValue] = [percentile(frames, 0.95), percentile(floor, 0.95)]
  return {
    value: round(value),
    unit: 'ms between frames (p95)',
    floor: 'an empty box of the same height, in the same window',
    floorValue: round(floorValue),
    ratio: round(value / floorValue, 3),
    detail: {
      frames: frames.length,
      late: late(frames),
      lateOfFloor: late(floor),
      p50: round(percentile(frames, 0.5)),
      max: round(Math.max(...frames))
    }
  }
}
