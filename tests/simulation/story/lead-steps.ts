import { between, pick, type Random } from '../world/random.ts'
import { ADDRESSES } from '../world/seeded-requests.ts'
import { ADMIN } from '../world/tenant.ts'

/** What somebody who leads does about requests of partners. `which` counts what is on screen then, and begins again at its end. */
export type LeadAct =
  | { do: 'decide'; which: number; outcome: 'approved' | 'rejected' }
  | { do: 'decide-many'; outcome: 'approved' | 'rejected'; most: number }
  | { do: 'undo-decision'; which: number }
  | { do: 'see-request'; which: number }

/** What the platform posts, and what somebody decides by other means than a desk. `which` counts the requests that wait, or those that are decided. */
export type PlatformEvent =
  | { do: 'request-asked'; kind: number; partner: number }
  | { do: 'request-amended' | 'request-withdrawn'; which: number; isLate?: boolean }
  | { do: 'decided-elsewhere'; person: number; which: number; outcome: 'approved' | 'rejected' }

/** What becomes of one mail: not taken now, never taken, or taken, while something happens to its answer, or to the note of it. */
export const MAIL_FATES = [
  'refuse-now',
  'refuse-for-good',
  'lose-answer',
  'die-before-note',
  'die-after-note',
  'disk-refuses-note',
  'slow'
] as const
export type MailFate = (typeof MAIL_FATES)[number]

/** What happens to the mail server. */
export type MailEvent = { do: 'mail'; fate: MailFate } | { do: 'mail-down' | 'mail-up' }

/** How the ids of Operations begin that no desk has made. */
export const ELSEWHERE = 'elsewhere-'

const LEAD_ACTS: ReadonlySet<string> = new Set<LeadAct['do']>([
  'decide',
  'decide-many',
  'undo-decision',
  'see-request'
])
const PLATFORM_EVENTS: ReadonlySet<string> = new Set<PlatformEvent['do']>([
  'request-asked',
  'request-amended',
  'request-withdrawn',
  'decided-elsewhere'
])
const MAIL_EVENTS: ReadonlySet<string> = new Set<MailEvent['do']>(['mail', 'mail-down', 'mail-up'])

type Doing = { do: string }
export const isLeadAct = (step: Doing): step is LeadAct => LEAD_ACTS.has(step.do)
export const isPlatformEvent = (step: Doing): step is PlatformEvent => PLATFORM_EVENTS.has(step.do)
export const isMailEvent = (step: Doing): step is MailEvent => MAIL_EVENTS.has(step.do)

type Maker<T> = (random: Random) => T
const which = (random: Random) => between(random, 0, 3)
const outcome = (random: Random) => pick(random, ['approved', 'rejected', 'rejected'] as const)

const ACTS: readonly Maker<LeadAct>[] = [
  (r) => ({ do: 'decide', which: which(r), outcome: outcome(r) }),
  (r) => ({ do: 'decide', which: which(r), outcome: outcome(r) }),
  (r) => ({ do: 'decide', which: 0, outcome: outcome(r) }),
  (r) => ({ do: 'decide-many', outcome: outcome(r), most: between(r, 2, 3) }),
  (r) => ({ do: 'undo-decision', which: which(r) }),
  (r) => ({ do: 'see-request', which: which(r) })
]
const EVENTS: readonly Maker<PlatformEvent>[] = [
  (r) => ({ do: 'request-asked', kind: between(r, 0, 4), partner: between(r, 0, ADDRESSES.length - 1) }),
  (r) => ({ do: 'request-amended', which: which(r) }),
  (r) => ({ do: 'request-withdrawn', which: which(r) }),
  (r) => ({
    do: pick(r, ['request-amended', 'request-withdrawn']),
    which: which(r),
    isLate: true
  }),
  (r) => ({ do: 'decided-elsewhere', person: 0, which: which(r), outcome: outcome(r) }),
  (r) => ({ do: 'decided-elsewhere', person: ADMIN, which: 0, outcome: outcome(r) }),
  (r) => ({ do: 'decided-elsewhere', person: ADMIN, which: which(r), outcome: outcome(r) })
]
/** Something about requests, from one of the desks at which somebody leads. */
export function leadStep(
  random: Random,
  leads: readonly number[],
  isRough: boolean
): (LeadAct & { desk: number }) | PlatformEvent | MailEvent {
  if (isRough && random() < 0.25) {
    if (random() < 0.8) return { do: 'mail', fate: pick(random, MAIL_FATES) }
    return { do: random() < 0.5 ? 'mail-down' : 'mail-up' }
  }
  if (random() < 0.3) return pick(random, EVENTS)(random)
  return { desk: pick(random, leads), ...pick(random, ACTS)(random) }
}
