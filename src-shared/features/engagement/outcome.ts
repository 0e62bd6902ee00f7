import { EngagementOutcome } from './entities.ts'

/** Whether one outcome is further than another. */
export function isFurther(outcome: EngagementOutcome, than: EngagementOutcome): boolean {
  return EngagementOutcome.options.indexOf(outcome) > EngagementOutcome.options.indexOf(than)
}
