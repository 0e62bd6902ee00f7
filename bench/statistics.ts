/** The value below which `share` of the values lie. */
export function percentile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The middle value. */
export const median = (values: Iterable<number>): number => percentile(values, 0.5)

/** Rounded to what a noisy machine can tell. */
export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))
