import { median, round } from './statistics.ts'

/** What a tree of processes has taken, by what each process is for. */
export type ByJob = Readonly<Record<string, number>>

export const sumOf = (byJob: ByJob): number => Object.values(byJob).reduce((sum, taken) => sum + taken, 0)

/** Where it went: per kind of process the median of the app and of its floor. */
export function mediansByJob(pairs: readonly { value: ByJob; floor: ByJob }[]) {
  const medianOf = (all: readonly ByJob[], job: string) => round(median(all.map((byJob) => byJob[job] ?? 0)))
  const values = pairs.map(({ value }) => value)
  const floors = pairs.map(({ floor }) => floor)
  const jobs = new Set(values.flatMap((value) => Object.keys(value)))
  return Object.fromEntries(
    [...jobs].map((job) => [job, { value: medianOf(values, job), floor: medianOf(floors, job) }])
  )
}
