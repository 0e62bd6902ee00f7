import { MESSAGE_MAX_CHARS } from '#shared/features/conversation/entities.ts'
import type { SendGuard } from './composing.ts'

/** From how many characters on the limit is told. */
const TELL_LIMIT_FROM = MESSAGE_MAX_CHARS - 500

export const hasSomething: SendGuard = ({ content }) =>
  content.text.trim() === '' && content.attachments.length === 0 && content.engagementId === null
    ? { reason: 'Write something first', isPlain: true }
    : null

export const isShortEnough: SendGuard = ({ content }) => {
  const over = content.text.length - MESSAGE_MAX_CHARS
  return over > 0 ? { reason: `${over} characters too many` } : null
}

/** How many characters are left, as soon as that matters; null before. */
export function charactersLeft(text: string): string | null {
  const left = MESSAGE_MAX_CHARS - text.length
  return text.length > TELL_LIMIT_FROM && left >= 0 ? `${left} characters left` : null
}
