/*
 * One cookie out of a header and into one (RFC 6265), by hand: the live link's handshake has only the raw header, and
 * the values are base64url, which needs no quoting.
 */

/** The value of a cookie in a Cookie header; undefined when it is not there. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const separator = pair.indexOf('=')
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim()
  }
  return undefined
}

/** A Set-Cookie header for the whole server that no script can read and no other site's form can send. */
export function hiddenCookie(name: string, value: string, maxAgeS: number, secure: boolean): string {
  return `${name}=${value}; Max-Age=${maxAgeS}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** The name of the cookie that is a follower's session on the page of a channel. */
export function followerCookieName(slug: string): string {
  return `octopus_follower_${encodeURIComponent(slug)}`
}
