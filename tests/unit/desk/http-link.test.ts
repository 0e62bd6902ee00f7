import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { PAGE_DATABASE_TYPE, PAGE_NEXT_HEADER } from '#shared/sync/snapshot.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import type { LinkResult } from '../../../src-main/sync/link.ts'

let server: Server
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void, path = '') {
  server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return createHttpLink({ serverUrl: `http://127.0.0.1:${port}${path}`, fetch, io })
}

async function asked(status: number, body: string, headers: Record<string, string> = {}) {
  const link = await answering((_request, response) => {
    response.writeHead(status, headers)
    response.end(body)
  })
  const result = (await link.changes(
    't',
    { since: 1, limit: 5 },
    AbortSignal.timeout(5000)
  )) as LinkResult<unknown>
  return result.ok ? result.value : result.error
}

const refusal = (code: string) => JSON.stringify({ error: { code, message: 'a sentence' } })

test('a range is parsed; the token, path and query travel as they should', async () => {
  const seen: unknown[] = []
  const range = { epoch: 'e', from: 1, to: 2, head: 2, aclVersion: 1, items: [], more: false }
  const link = await answering((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization])
    response.end(JSON.stringify(range))
  }, '/tenants/acme/')
  expect(await link.changes('secret', { since: 1, limit: 5 }, AbortSignal.timeout(5000))).toEqual({
    ok: true,
    value: range
  })
  await link.snapshotPage(
    'secret',
    { entity: 'read-mark', after: 'a b&c', limit: 9, asDatabase: false },
    AbortSignal.timeout(5000)
  )
  expect(seen).toEqual([
    ['GET', '/tenants/acme/sync/changes?since=1&limit=5', 'Bearer secret'],
    ['GET', '/tenants/acme/sync/snapshot/read-mark?limit=9&after=a%20b%26c', 'Bearer secret']
  ])
})

test("[LI4] a proxy's page is trouble that passes, whatever its status says", async () => {
  expect(await asked(200, '<html>Welcome to the hotel</html>')).toMatchObject({ kind: 'transient' })
  server.close()
  expect(await asked(502, '<html>Bad gateway</html>')).toMatchObject({ kind: 'transient' })
  server.close()
  expect(await asked(404, '<html>no such app</html>')).toMatchObject({ kind: 'transient' })
  server.close()
  expect(await asked(401, '<html>log in to the proxy</html>')).toMatchObject({ kind: 'transient' })
})

test('[LI4] a busy server says when to come back', async () => {
  const headers = { 'retry-after': '7' }
  expect(await asked(429, refusal('too_many_requests'), headers)).toMatchObject({
    kind: 'transient',
    retryAfterMs: 7000
  })
  server.close()
  expect(await asked(503, refusal('unavailable'), { 'retry-after': '999999' })).toMatchObject({
    kind: 'transient',
    retryAfterMs: 300_000
  })
})

test("the server's own refusals keep their meaning", async () => {
  expect(await asked(401, refusal('unauthenticated'))).toEqual({ kind: 'unauthenticated' })
  server.close()
  expect(await asked(409, refusal('resync_required'))).toEqual({ kind: 'resync-required' })
  server.close()
  expect(await asked(400, refusal('bad_request'))).toEqual({
    kind: 'refused',
    code: 'bad_request',
    message: 'a sentence'
  })
})

test('no server, a broken answer and an aborted wait are network trouble', async () => {
  const link = await answering((request, response) => {
    if (request.url?.includes('since=1')) return
    response.writeHead(200, { 'content-length': '1000' })
    response.write('half')
    setTimeout(() => response.destroy(), 20)
  })
  const query = (since: number) => link.changes('t', { since, limit: 1 }, AbortSignal.timeout(200))
  expect(await query(1)).toMatchObject({ ok: false, error: { kind: 'network' } })
  expect(await query(2)).toMatchObject({ ok: false, error: { kind: 'network' } })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(await query(3)).toMatchObject({ ok: false, error: { kind: 'network' } })
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
})

test('[SN8] a database is taken where it was asked for, and is somebody else’s answer where it was not', async () => {
  const accepted: unknown[] = []
  const link = await answering((request, response) => {
    accepted.push(request.headers.accept)
    response.writeHead(200, { 'content-type': PAGE_DATABASE_TYPE, [PAGE_NEXT_HEADER]: 'on' })
    response.end('bytes')
  })
  const page = (asDatabase: boolean) =>
    link.snapshotPage(
      't',
      { entity: 'message', after: null, limit: 9, asDatabase },
      AbortSignal.timeout(5000)
    )
  expect(await page(true)).toMatchObject({ ok: true, value: { entity: 'message', next: 'on' } })
  expect(await page(false)).toMatchObject({ ok: false, error: { kind: 'transient' } })
  expect(accepted).toEqual([`${PAGE_DATABASE_TYPE}, application/json`, 'application/json'])
})
