import { lookup, Resolver } from 'node:dns/promises'

/** Every address that a name stands for; none when there is no such name. */
export type Resolve = (hostname: string) => Promise<string[]>

const TIMEOUT_MS = 4000

/** Codes for: this name has no such address. */
const NONE = new Set(['ENOTFOUND', 'ENODATA'])

/**
 * Asks the name servers, both sorts of addresses at once. Not by the system's lookup, which has few threads: a name whose servers are
 * slow would hold up files and passwords of everybody.
 */
export const resolvePublic: Resolve = async (hostname) => {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 })
  const asked = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  const found = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  const trouble = asked.find((one) => one.status === 'rejected' && !NONE.has(codeOf(one.reason)))
  if (found.length === 0 && trouble?.status === 'rejected') throw trouble.reason
  return found
}

/** As the system does it, with the names of its hosts file: for development. */
export const resolveLocal: Resolve = async (hostname) => {
  try {
    return (await lookup(hostname, { all: true })).map(({ address }) => address)
  } catch (error) {
    if (NONE.has(codeOf(error))) return []
    throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
