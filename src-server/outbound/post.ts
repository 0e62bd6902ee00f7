import http, { type RequestOptions } from 'node:http'
import https from 'node:https'
import { isIPv6, type LookupFunction } from 'node:net'
import type { Target } from './target.ts'

/** What came of a request: a status, or a sentence that says why there is none. */
export type Answer =
  | { kind: 'answered'; status: number; retryAfter: string | undefined }
  | { kind: 'failed'; problem: string }

/** Most bytes of an answer that are read before the connection is cut; what they say is never kept. */
const ANSWER_MAX_BYTES = 64 * 1024

export interface PostOptions {
  headers: Record<string, string>
  body: string
  /** from the first byte to the last, in milliseconds */
  timeoutMs: number
  /** ends it from outside */
  signal: AbortSignal
}

/** Posts to a target at the addresses that were judged, over a connection of its own. Follows nothing; never throws. */
export function post({ url, addresses }: Target, options: PostOptions): Promise<Answer> {
  return new Promise((resolve) => {
    const deadline = AbortSignal.timeout(options.timeoutMs)
    let answered: Answer | null = null
    const settle = (otherwise: Answer) => resolve(answered ?? otherwise)
    const request: RequestOptions = {
      method: 'POST',
      headers: { ...options.headers, 'content-length': Buffer.byteLength(options.body) },
      agent: false,
      lookup: judgedOnly(addresses),
      signal: AbortSignal.any([deadline, options.signal])
    }
    const sent = (url.protocol === 'https:' ? https : http).request(url, request, (response) => {
      answered = {
        kind: 'answered',
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after']
      }
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > ANSWER_MAX_BYTES) response.destroy()
      })
      response.on('error', () => {})
      response.on('close', () => settle({ kind: 'failed', problem: 'It broke the connection off.' }))
    })
    sent.on('error', (error) => {
      const problem = deadline.aborted
        ? `It did not answer within ${options.timeoutMs / 1000} seconds.`
        : inWords(error)
      settle({ kind: 'failed', problem })
    })
    sent.end(options.body)
  })
}

/** Answers what was judged, whatever is asked: a name that means something else by now is not looked up again. */
function judgedOnly(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_hostname, { all: wantsAll }, callback) => {
    const [first] = all
    if (wantsAll) callback(null, all)
    else callback(null, first?.address ?? '', first?.family)
  }
}

function inWords(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return 'It refused the connection.'
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'It broke the connection off.'
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'ETIMEDOUT')
    return 'It cannot be reached.'
  if (code.startsWith('HPE_')) return 'It did not answer as a web server does.'
  if (/CERT|SELF_SIGNED|TLS|SSL|EPROTO|ISSUER/.test(code))
    return `Its certificate or encryption is not accepted (${code}).`
  return code === '' ? 'It cannot be reached.' : `It cannot be reached (${code}).`
}
