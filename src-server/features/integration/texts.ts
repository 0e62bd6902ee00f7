import { z } from 'zod'

/** What would steer the text around it, end its line, or is half of a character. */
const UNFIT = /[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u

/** Text on one line. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => !UNFIT.test(text), {
      message: 'one line without control characters, and without marks that change the direction of text'
    })
}

/** A name: a line that says something. */
export function named(max: number) {
  return line(max).refine((text) => text !== '', { message: 'must not be empty' })
}

/** An e-mail address of one person, or nothing. */
export const AnyEmail = z.union([z.literal(''), z.email().max(320)])
