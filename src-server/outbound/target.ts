import { isIP } from 'node:net'
import { err, ok, type Result } from '#shared/base/result.ts'
import { isPublicAddress } from './address.ts'
import { type Resolve, resolveLocal, resolvePublic } from './resolve.ts'

/** Where the server may send to. */
export interface OutboundPolicy {
  allowsHttp: boolean
  allowsPort(port: number): boolean
  allowsAddress(address: string): boolean
  resolve: Resolve
}

/** The public internet, over TLS; below 1024 only the port of https, because services of other protocols listen there. */
export const PUBLIC_ONLY: OutboundPolicy = {
  allowsHttp: false,
  allowsPort: (port) => port === 443 || port >= 1024,
  allowsAddress: isPublicAddress,
  resolve: resolvePublic
}

/** Anything, this computer too: for development, when the operator says so. */
export const ANYWHERE: OutboundPolicy = {
  allowsHttp: true,
  allowsPort: () => true,
  allowsAddress: () => true,
  resolve: resolveLocal
}

/** A URL that may be called, with the only addresses at which it may be. */
export interface Target {
  url: URL
  addresses: string[]
}

/** Judges a URL by itself; the failure is a sentence. `URL` has brought every spelling of an IPv4 address into its usual form. */
export function judgeUrl(text: string, policy: OutboundPolicy): Result<URL, string> {
  const url = URL.parse(text)
  if (!url?.hostname) return err('This is no address of the web. It begins with https://.')
  if (url.protocol !== 'https:' && !(policy.allowsHttp && url.protocol === 'http:')) {
    return err('The address must begin with https://, so that nobody on the way can read it.')
  }
  if (url.username || url.password) return err('The address must not carry a name or a password.')
  if (url.hash) return err('The address must not end with a # part, which is never sent.')
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  if (!policy.allowsPort(port)) return err(`Port ${port} is not one for webhooks. Use 443, or one from 1024.`)
  return ok(url)
}

/** The address of a name as a person reads it: without the brackets of IPv6. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/**
 * Judges a URL and all addresses that its name stands for at this moment: one that is not allowed refuses it. The failure is a sentence.
 */
export async function judgeTarget(text: string, policy: OutboundPolicy): Promise<Result<Target, string>> {
  const judged = judgeUrl(text, policy)
  if (!judged.ok) return judged
  const url = judged.value
  const host = hostOf(url)
  const addresses = isIP(host) ? [host] : await addressesOf(host, policy.resolve)
  if (addresses === null) return err(`The name ${host} could not be looked up.`)
  if (addresses.length === 0) return err(`The name ${host} was not found.`)
  if (!addresses.every(policy.allowsAddress)) {
    return err(`${host} leads to a private or reserved address, to which nothing is sent.`)
  }
  return ok({ url, addresses })
}

async function addressesOf(host: string, resolve: Resolve): Promise<string[] | null> {
  try {
    return await resolve(host)
  } catch {
    return null
  }
}
