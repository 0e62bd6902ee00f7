import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aProfile } from './desk-profile.ts'
import { MIA, type SessionServer, sendError, sendJson, startSessionServer } from './session-server.ts'

let server: SessionServer
let profile: ReturnType<typeof aProfile>

beforeEach(async () => {
  server = await startSessionServer()
  profile = aProfile()
})
afterEach(async () => {
  await server.stop()
  profile.remove()
})

const signIn = (change: { serverUrl?: string; email?: string; password?: string } = {}) =>
  profile.start().session.signIn({
    serverUrl: server.url,
    email: MIA.email,
    password: 'mia',
    keepWeakly: false,
    ...change
  })

/** The address of a port at which nobody listens. */
async function deadUrl() {
  const listener = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => listener.once('listening', resolve))
  const { port } = listener.address() as AddressInfo
  await new Promise((resolve) => listener.close(resolve))
  return `http://127.0.0.1:${port}`
}

test('a wrong password and an unknown e-mail are told in the same words', async () => {
  const wrong = await signIn({ password: 'no' })
  expect(wrong).toEqual({ ok: false, field: 'password', message: 'The e-mail or the password is not right.' })
  expect(await signIn({ email: 'nobody@example.com' })).toEqual(wrong)
})

test('an empty field is told without asking the server', async () => {
  expect(await signIn({ email: '  ' })).toMatchObject({ ok: false, field: 'email' })
  expect(await signIn({ password: '' })).toMatchObject({ ok: false, field: 'password' })
  expect(await signIn({ serverUrl: 'not an address' })).toMatchObject({ ok: false, field: 'serverUrl' })
  expect(await signIn({ serverUrl: 'http://desk.example.com' })).toMatchObject({
    ok: false,
    field: 'serverUrl'
  })
  expect(server.calls).toEqual([])
})

test('a server that does not answer is told as that', async () => {
  const url = await deadUrl()
  const result = await signIn({ serverUrl: url })
  expect(result).toMatchObject({
    ok: false,
    field: 'serverUrl',
    message: expect.stringContaining('No server answers')
  })
})

test.each([
  ['a web page', (response: import('node:http').ServerResponse) => response.end('<html>Welcome</html>')],
  ['other JSON', (response: import('node:http').ServerResponse) => sendJson(response, 200, { hello: 1 })],
  ['a 404 of its own', (response: import('node:http').ServerResponse) => response.writeHead(404).end('nope')],
  ['a 401 of its own', (response: import('node:http').ServerResponse) => response.writeHead(401).end('nope')]
])('a server that answers with %s is not an Octopus server', async (_what, answer) => {
  server.answer('/session/sign-in', (_body, response) => void answer(response))
  expect(await signIn()).toMatchObject({
    ok: false,
    field: 'serverUrl',
    message: expect.stringContaining('not an Octopus server')
  })
})

test('a redirect is not followed: the password would go with it', async () => {
  const other = await startSessionServer()
  server.answer('/session/sign-in', (_body, response) =>
    response.writeHead(307, { location: `${other.url}/session/sign-in` }).end()
  )
  expect(await signIn()).toMatchObject({ ok: false })
  expect(other.calls).toEqual([])
  await other.stop()
})

test('too many attempts and a server in trouble say when to try again', async () => {
  server.answer('/session/sign-in', (_body, response) =>
    sendError(response, 429, 'too_many_requests', { 'retry-after': '30' })
  )
  expect(await signIn()).toMatchObject({
    ok: false,
    field: null,
    message: expect.stringContaining('30 seconds')
  })
  server.answer('/session/sign-in', (_body, response) => sendError(response, 503, 'unavailable'))
  expect(await signIn()).toMatchObject({
    ok: false,
    field: null,
    message: expect.stringContaining('in a minute')
  })
})

test('demo people are nobody where the server has none, is away, or the address is no address', async () => {
  const { session } = profile.start()
  expect(await session.demoPeople(server.url)).toEqual([])
  expect(await session.demoPeople('nonsense address')).toEqual([])
  expect(await session.demoPeople(await deadUrl())).toEqual([])
  const people = [{ name: 'Mia', role: 'agent', email: 'mia@example.com', password: 'mia' }]
  server.answer('/session/demo-people', (_body, response) => sendJson(response, 200, { people }))
  expect(await session.demoPeople(server.url)).toEqual(people)
})
