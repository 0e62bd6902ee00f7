import type { Figure } from './figure.ts'
import { median, round } from './statistics.ts'

/** A figure and its floor, measured in one round, one right after the other. */
export interface Pair {
  value: number
  floor: number
}

/**
 * Measures something beside its floor, round by round, each time in the other order: what disturbs the machine for a
 * while disturbs both, and the ratio of one round is worth more than any time.
 */
export async function measurePairs<Measured>(
  rounds: number,
  value: () => Promise<Measured>,
  floor: () => Promise<Measured>
): Promise<{ value: Measured; floor: Measured }[]> {
  const pairs: { value: Measured; floor: Measured }[] = []
  for (let count = 0; count < rounds; count += 1) {
    if (count % 2 === 0) pairs.push({ floor: await floor(), value: await value() })
    else pairs.push({ value: await value(), floor: await floor() })
  }
  return pairs
}

/** The figure that pairs make: medians, and the median of the rounds' ratios. */
export function figureOfPairs(
  about: Pick<Figure, 'name' | 'unit' | 'floor'> & { detail?: object },
  pairs: readonly Pair[]
): Figure {
  const ratios = pairs.map(({ value, floor }) => value / floor)
  return {
    name: about.name,
    value: round(median(pairs.map(({ value }) => value))),
    unit: about.unit,
    floor: about.floor,
    floorValue: round(median(pairs.map(({ floor }) => floor))),
    ratio: round(median(ratios), 3),
    detail: { ...about.detail, ratios: ratios.map((ratio) => round(ratio, 3)) }
  }
}
