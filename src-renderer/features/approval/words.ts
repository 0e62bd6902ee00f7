import type { Field, Impact, Money } from '#shared/features/approval/kinds/kind.ts'
import type { RequestRow, TrailStep } from '#shared/features/approval/views.ts'

/** An amount in the person's way of writing; currencies differ in how many digits their small unit has. */
function moneyText({ minor, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(minor / 10 ** digits)
}

export function dateText(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(atMs)
}

export function timeText(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs)
}

/** The value of a field as text. */
export function fieldText(field: Field, locale: string): string {
  switch (field.as) {
    case 'money':
      return moneyText(field.value, locale)
    case 'number':
      return field.value.toLocaleString(locale)
    case 'date':
      return dateText(field.value, locale)
    case 'time':
      return timeText(field.value, locale)
    default:
      return field.value
  }
}

/** `8,000 of 42,000 are set aside for this ad` */
export function impactText({ text }: Impact, locale: string): string {
  return text.map((piece) => (typeof piece === 'number' ? piece.toLocaleString(locale) : piece)).join('')
}

/** `Business (€149.00)` */
export function titleText({ title, price }: Pick<RequestRow, 'title' | 'price'>, locale: string): string {
  return price ? `${title} (${moneyText(price, locale)})` : title
}

const OUTCOMES = { approved: 'Approved', rejected: 'Rejected' } as const
const DECIDING = { approved: 'Deciding: approve', rejected: 'Deciding: reject' } as const

/** Where a request stands, in a word or two; nothing is "approved" before the server has said so. */
export function standing({ deciding, decision }: Pick<RequestRow, 'deciding' | 'decision'>): string | null {
  if (decision) return OUTCOMES[decision.outcome]
  return deciding ? DECIDING[deciding.outcome] : null
}

const STEPS: Record<TrailStep['what'], (by: string) => string> = {
  asked: (by) => `Requested by ${by}`,
  seen: (by) => `Seen by ${by}`,
  'approval-undone': (by) => `Approval undone by ${by} before it left`,
  'rejection-undone': (by) => `Rejection undone by ${by} before it left`,
  approved: (by) => `Approved by ${by}`,
  rejected: (by) => `Rejected by ${by}`,
  withdrawn: (by) => `Taken back by ${by}`,
  'mail-queued': (to) => `Mail to ${to} queued`,
  mailed: (to) => `Mailed to ${to}`,
  'mail-failed': (to) => `Could not be mailed to ${to || 'the partner'}: tell them another way`
}

export function stepText({ what, by }: TrailStep): string {
  return STEPS[what](by)
}

/** What a lead often has to say, to begin with. */
export const COMMON_REASONS: readonly string[] = [
  'Some information is missing. Please complete your request and send it again.',
  'This does not fit our guidelines. Please change it and send it again.',
  'An earlier invoice is still open. We will gladly approve it once it is paid.'
]
