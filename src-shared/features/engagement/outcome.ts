import { EngagementOutcome } from './entities.ts'

/** Whether one outcome is further than another. */
export function isFurther(outcome: EngagementOutcome, than: EngagementOutcome): boolean {
  return EngagementOutcome.options.indexOf(outcome) > EngagementOutcome.options.indexOf(than)
}

/** The outcome that is furthest; null for none. */
export function furthest(outcomes: readonly EngagementOutcome[]): EngagementOutcome | null {
  return outcomes.reduce<EngagementOutcome | null>(
    (far, outcome) => (far === null || isFurther(outcome, far) ? outcome : far),
    null
  )
}
