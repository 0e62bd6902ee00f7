import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../../src-renderer/styles/tokens.css'), 'utf8')
const themes = { light: colorsOf(':root[data-theme="light"]'), dark: colorsOf(':root[data-theme="dark"]') }

const TEXT = 4.5
const SHAPE = 3
const surfaces = [
  '--surface-0',
  '--surface-1',
  '--surface-2',
  '--surface-3',
  '--surface-raised',
  '--surface-selected'
]
const texts = [
  '--text',
  '--text-muted',
  '--accent-text',
  '--danger-text',
  '--warning-text',
  '--success-text',
  '--agent-text',
  '--finished-text'
]
const bubbles = ['--bubble-own', '--bubble-follower', '--bubble-note']

/** Which colours may stand on which, with the contrast that WCAG 2.2 asks for. */
const pairs: [string, string, number][] = [
  ...cross(texts, surfaces, TEXT),
  ...cross(['--text', '--text-muted', '--danger-text', '--warning-text', '--accent-text'], bubbles, TEXT),
  ...['accent', 'danger', 'warning', 'success', 'agent', 'finished'].map((name): [string, string, number] => [
    `--${name}-text`,
    `--${name}-soft`,
    TEXT
  ]),
  ...cross(
    ['--text', '--text-muted'],
    ['--danger-soft', '--warning-soft', '--success-soft', '--agent-soft'],
    TEXT
  ),
  ...cross(['--on-accent'], ['--accent', '--accent-hover', '--accent-pressed'], TEXT),
  ...cross(['--on-danger'], ['--danger', '--danger-hover', '--danger-pressed'], TEXT),
  ...cross(['--text-inverse', '--text-inverse-accent'], ['--surface-inverse'], TEXT),
  ...Array.from({ length: 10 }, (_, index): [string, string, number] => [
    `--avatar-${index + 1}-text`,
    `--avatar-${index + 1}`,
    TEXT
  ]),
  ...cross(['--border-control'], ['--surface-0', '--surface-1', '--surface-2', '--surface-raised'], SHAPE),
  ...cross(['--focus', '--warning-mark'], surfaces, SHAPE),
  ...cross(['--accent', '--danger'], ['--surface-0', '--surface-1', '--surface-2', '--surface-raised'], SHAPE)
]

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const colors = themes[theme]

  test.each(pairs)('%s on %s has a contrast of at least %d', (front, back, least) => {
    expect(contrast(colorNamed(colors, front), colorNamed(colors, back))).toBeGreaterThanOrEqual(least)
  })
})

test('both themes hold the same names', () => {
  expect([...themes.dark.keys()]).toEqual([...themes.light.keys()])
})

test('nothing outside the tokens is blue: only the active agent is', () => {
  const blue = [...themes.light, ...themes.dark].filter(
    ([name, color]) => !name.startsWith('--agent') && isBlue(color)
  )
  expect(blue).toEqual([])
})

function cross(fronts: string[], backs: string[], least: number): [string, string, number][] {
  return fronts.flatMap((front) => backs.map((back): [string, string, number] => [front, back, least]))
}

/** The six-digit colours of the block with that selector, by name. */
function colorsOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`tokens.css has no block ${selector}`)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', color = '']) => [name, color])
  )
}

function colorNamed(colors: Map<string, string>, name: string): string {
  const color = colors.get(name)
  if (color === undefined) throw new Error(`tokens.css has no colour ${name}`)
  return color
}

function channels(color: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(color.slice(at, at + 2), 16) / 255
  )
  return [red, green, blue]
}

/** WCAG 2.2, "relative luminance". */
function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  )
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** A hue between cyan-blue and violet-blue with enough colour in it to be seen. */
function isBlue(color: string): boolean {
  const [red, green, blue] = channels(color)
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (spread < 0.15 || blue !== most) return false
  const hue = 240 + (60 * (red - green)) / spread
  return hue > 200 && hue < 255
}
