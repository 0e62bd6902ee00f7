import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SessionGrant } from '#shared/contract/wire.ts'
import type { Identity } from '#shared/features/session/entities.ts'

type Answer = (
  body: { refreshToken?: string; email?: string; password?: string },
  response: ServerResponse
) => void

/** Who may sign in at the server of these tests; the password is the first name in lower case. */
export const MIA = {
  tenantId: 't1',
  tenantName: 'Acme',
  userId: 'u-mia',
  name: 'Mia Larsen',
  email: 'mia@example.com',
  role: 'agent'
} as Identity
export const TOM = { ...MIA, userId: 'u-tom', name: 'Tom Reyes', email: 'tom@example.com' } as Identity

async function bodyOf(request: IncomingMessage) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? {} : JSON.parse(text)
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

export function sendError(response: ServerResponse, status: number, code: string, headers = {}) {
  sendJson(response, status, { error: { code, message: 'no' } }, headers)
}

/** A real server on a free port that hands out tokens as the contract says: each refresh token works once. */
export async function startSessionServer(nowMs: () => number = Date.now) {
  let minted = 0
  const valid = new Map<string, Identity>()
  const calls: string[] = []
  const special = new Map<string, Answer>()

  const grant = (identity: Identity): SessionGrant => {
    const refreshToken = `refresh-${++minted}`
    valid.set(refreshToken, identity)
    return {
      identity,
      accessToken: `access-${minted}`,
      accessExpiresAtMs: nowMs() + 15 * 60_000,
      refreshToken
    }
  }
  const usual: Record<string, Answer> = {
    '/session/sign-in'({ email, password }, response) {
      const identity = [MIA, TOM].find((person) => person.email === email)
      if (!identity || password !== identity.email.split('@')[0])
        return sendError(response, 401, 'unauthenticated')
      sendJson(response, 200, grant(identity), { date: new Date(nowMs()).toUTCString() })
    },
    '/session/refresh'({ refreshToken = '' }, response) {
      const identity = valid.get(refreshToken)
      if (!identity) return sendError(response, 401, 'unauthenticated')
      valid.delete(refreshToken)
      sendJson(response, 200, grant(identity), { date: new Date(nowMs()).toUTCString() })
    },
    '/session/sign-out'({ refreshToken = '' }, response) {
      valid.delete(refreshToken)
      sendJson(response, 200, {})
    }
  }
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    calls.push(path)
    const answer = special.get(path) ?? usual[path]
    if (answer) answer(await bodyOf(request), response)
    else sendError(response, 404, 'not_found')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    /** Answers a path in another way from now on; without one, as usual again. */
    answer: (path: string, answer?: Answer) => (answer ? special.set(path, answer) : special.delete(path)),
    revokeAll: () => valid.clear(),
    isValid: (refreshToken: string) => valid.has(refreshToken),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

export type SessionServer = Awaited<ReturnType<typeof startSessionServer>>
