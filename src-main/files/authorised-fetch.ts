import type { AccessToken } from '../sync/server-calls.ts'

/** Nobody is signed in, so that a request cannot be made. */
export class SignedOut extends Error {
  override name = 'SignedOut'
}

/** A fetch that speaks in the signed-in person's name; a token that the server turns down is renewed once. */
export function authorisedFetch(fetch: typeof globalThis.fetch, accessToken: AccessToken) {
  async function token(refused?: string): Promise<string> {
    const given = await accessToken(refused)
    if (given === 'signed-out') throw new SignedOut('nobody is signed in')
    return given
  }
  return async (url: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> => {
    const send = (bearer: string) =>
      fetch(url, {
        ...init,
        redirect: 'error',
        headers: { ...init.headers, authorization: `Bearer ${bearer}` }
      })
    const first = await token()
    const answer = await send(first)
    if (answer.status !== 401) return answer
    const renewed = await token(first)
    return renewed === first ? answer : send(renewed)
  }
}

export type AuthorisedFetch = ReturnType<typeof authorisedFetch>
