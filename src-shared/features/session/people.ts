import { z } from 'zod'
import { UserId } from '../../base/ids.ts'
import { Role } from './entities.ts'

/** active: may sign in; invited: has not chosen a password yet; deactivated: may not sign in. */
export const PersonState = z.enum(['active', 'invited', 'deactivated'])
export type PersonState = z.infer<typeof PersonState>

/** A person of the tenant as its administrators see them. */
export const Person = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  role: Role,
  state: PersonState,
  /** when a desk of theirs last renewed its session, to a quarter of an hour; null before the first sign-in */
  lastSeenAtMs: z.number().int().nullable()
})
export type Person = z.infer<typeof Person>

/** Everybody of the tenant, by name. */
export const People = z.object({ people: z.array(Person) })

/** Whom an administrator invites; nobody else on the server may sign in with this address. */
export const Invitation = z.object({
  name: z.string().trim().min(1).max(200),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(320)
    .regex(/^[^\s@]+@[^\s@]+$/),
  role: Role
})

/** How a person gets to a password of their own: by a link that works once. */
export const PasswordInvitation = z.object({
  email: z.string(),
  /** to be handed over, and shown only now; null when it went out by mail */
  link: z.string().nullable(),
  /** until when it works */
  untilMs: z.number().int()
})
export type PasswordInvitation = z.infer<typeof PasswordInvitation>
