import type { Figure } from './figure.ts'
import { GOALS } from './goals.ts'

const HEAD = ['figure', 'value', 'floor', 'ratio', 'goal', '']

function cellsOf(figure: Figure): string[] {
  const { name, value, unit, floorValue, ratio } = figure
  const goal = GOALS[name]
  const verdict = goal ? (goal.isMet(figure) ? 'ok' : 'missed') : ''
  return [name, `${value} ${unit}`, `${floorValue}`, `${ratio}x`, goal?.words ?? '', verdict]
}

/** The figures as a table for the terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}
