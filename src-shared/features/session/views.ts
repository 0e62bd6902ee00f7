import { z } from 'zod'
import { Identity } from './entities.ts'

/** One person whom the demo server offers on the sign-in screen with one click. */
export const DemoPerson = z.object({
  name: z.string(),
  role: z.string(),
  email: z.string(),
  password: z.string()
})
export type DemoPerson = z.infer<typeof DemoPerson>

/** How safely this computer can keep a token: in the system's keychain, only weakly, or not at all. */
const KeychainState = z.enum(['keychain', 'weak', 'none'])

/** What the window needs to choose between sign-in and the desk. */
export const SessionView = z.object({
  state: z.enum(['signed-out', 'signed-in', 'expired']),
  identity: Identity.nullable(),
  /** server URL of the session, or the one to offer on the sign-in screen */
  serverUrl: z.string(),
  /** e-mail to offer on the sign-in screen: the last one used here */
  lastEmail: z.string(),
  keychain: KeychainState,
  /** whether the token outlives this run of the app */
  kept: z.boolean()
})
export type SessionView = z.infer<typeof SessionView>

export const SignInArgs = z.object({
  serverUrl: z.string().max(500),
  email: z.string().max(320),
  password: z.string().max(1000),
  /** the person's consent to keep the token where only weak protection exists */
  keepWeakly: z.boolean()
})
export type SignInArgs = z.infer<typeof SignInArgs>

/** Why a sign-in did not succeed, in words for the person. */
export const SignInResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    field: z.enum(['serverUrl', 'email', 'password']).nullable(),
    message: z.string()
  })
])
export type SignInResult = z.infer<typeof SignInResult>
