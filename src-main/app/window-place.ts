/** Where and how large a window is, in device-independent pixels. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** What is remembered of the window; without `box` it has its first size in the middle of the screen. */
export interface WindowPlace {
  box: Box | null
  maximized: boolean
}

export const FIRST_SIZE = { width: 1280, height: 800 }
export const LEAST_SIZE = { width: 900, height: 600 }

/** How much of a window must lie on a screen, so that it can be taken by its title and moved. */
const GRIP_WIDTH = 120
const GRIP_HEIGHT = 40

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom)
}

/** The remembered box where it can still be seen and taken on one of today's screens, else null. */
export function fitOnScreens(box: Box | null, screens: readonly Box[]): Box | null {
  if (!box) return null
  const width = Math.max(box.width, LEAST_SIZE.width)
  const height = Math.max(box.height, LEAST_SIZE.height)
  const home = screens.find(
    (screen) =>
      overlap(box.x, width, screen.x, screen.width) >= GRIP_WIDTH &&
      overlap(box.y, GRIP_HEIGHT, screen.y, screen.height) >= GRIP_HEIGHT
  )
  if (!home) return null
  return { x: box.x, y: box.y, width: Math.min(width, home.width), height: Math.min(height, home.height) }
}

/** Reads what an earlier run wrote; by hand, because the schemas are loaded after the first window is asked for. */
export function readWindowPlace(written: unknown): WindowPlace {
  const { box, maximized } = (written ?? {}) as { box?: Partial<Box> | null; maximized?: unknown }
  const whole = (value: unknown): value is number => Number.isInteger(value)
  const { x, y, width, height } = box ?? {}
  const known = whole(x) && whole(y) && whole(width) && whole(height)
  return { box: known ? { x, y, width, height } : null, maximized: maximized === true }
}
