import { expect, test } from 'vitest'
import { fitOnScreens, readWindowPlace } from '../../../src-main/app/window-place.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const beamer = { x: 1440, y: 0, width: 1920, height: 1080 }

test('a window comes back where it was', () => {
  const box = { x: 1500, y: 100, width: 1200, height: 800 }
  expect(fitOnScreens(box, [laptop, beamer])).toEqual(box)
})

test('a window of a screen that is gone takes its first place', () => {
  expect(fitOnScreens({ x: 1500, y: 100, width: 1200, height: 800 }, [laptop])).toBeNull()
})

test('a window whose title cannot be taken takes its first place', () => {
  expect(fitOnScreens({ x: 1400, y: 0, width: 1000, height: 700 }, [laptop])).toBeNull()
  expect(fitOnScreens({ x: 0, y: 890, width: 1000, height: 700 }, [laptop])).toBeNull()
  expect(fitOnScreens({ x: 100, y: -300, width: 1000, height: 700 }, [laptop])).toBeNull()
})

test('a window is never larger than its screen, nor smaller than what it needs', () => {
  expect(fitOnScreens({ x: 0, y: 0, width: 5000, height: 5000 }, [laptop])).toEqual(laptop)
  expect(fitOnScreens({ x: 0, y: 0, width: 10, height: 10 }, [laptop])).toMatchObject({
    width: 900,
    height: 600
  })
})

test('what is not a place is no place', () => {
  const box = { x: 1, y: 2, width: 3, height: 4 }
  expect(readWindowPlace({ box, maximized: true })).toEqual({ box, maximized: true })
  for (const written of [
    undefined,
    null,
    {},
    { box: { x: 'a' } },
    { box: { ...box, width: 1.5 } },
    { box: null }
  ]) {
    expect(readWindowPlace(written)).toEqual({ box: null, maximized: false })
  }
})
