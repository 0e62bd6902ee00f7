import { assertNever } from '#shared/base/assert-never.ts'
import type { SignInResult } from '#shared/features/session/views.ts'
import type { ApiTrouble } from './session-api.ts'

type Refusal = Extract<SignInResult, { ok: false }>

/** Says why a sign-in did not succeed and what to do, at the field that it is about. */
export function signInRefusal(trouble: ApiTrouble, serverUrl: string): Refusal {
  const say = (field: Refusal['field'], message: string): Refusal => ({ ok: false, field, message })
  switch (trouble.kind) {
    case 'unreachable':
      return trouble.certificate
        ? say(
            'serverUrl',
            `This computer does not trust the certificate of ${serverUrl}. Ask who runs the server.`
          )
        : say('serverUrl', `No server answers at ${serverUrl}. Check the address and your connection.`)
    case 'not-octopus':
      return say('serverUrl', `What answers at ${serverUrl} is not an Octopus server. Check the address.`)
    case 'denied':
    case 'wipe':
      return say('password', 'The e-mail or the password is not right.')
    case 'too-many':
      return say(null, `Too many attempts. Try again in ${trouble.retryAfterS} seconds.`)
    case 'unavailable':
      return say(null, 'The server cannot sign you in just now. Try again in a minute.')
    default:
      return assertNever(trouble)
  }
}
