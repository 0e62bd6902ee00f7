// The shape of one check, so that all of them are told in the same words and none passes by looking at nothing.

export type CheckResult = {
  ok: boolean
  /** How many things were looked at. */
  count: number
  /** What was counted, in the plural. */
  unit: string
  /** What to read when it failed. */
  output: string
}

export type Check = { name: string; run: () => Promise<CheckResult> }
