import { err, ok, type Result } from '#shared/base/result.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** A server's address as a person types it, as an origin; or a sentence that says what is wrong with it. */
export function parseServerUrl(typed: string): Result<string, string> {
  const text = typed.trim()
  if (text === '') return err('Type the address of your Octopus server, like https://desk.example.com.')
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]
  const bareHost = text.split(/[/:]/)[0] ?? ''
  const address = scheme ? text : `${LOOPBACK.test(bareHost) ? 'http' : 'https'}://${text}`
  if (!URL.canParse(address)) return err('This is not an address. It looks like https://desk.example.com.')
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return err('The address of a server begins with https://.')
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    return err('Your password would travel unprotected. Use an address that begins with https://.')
  if (url.username !== '' || url.password !== '')
    return err('Leave user name and password out of the address.')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return err(`Type only the server, without what follows it: ${url.origin}`)
  return ok(url.origin)
}
