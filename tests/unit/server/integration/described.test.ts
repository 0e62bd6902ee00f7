import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACCESS } from '../../../../src-server/app/access-table.ts'
import { scopeOf } from '../../../../src-server/gateway/access.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { Platform, platformOf, readAnswer } from './platform.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

interface Described {
  components: { securitySchemes: Record<string, unknown> }
  paths: Record<
    string,
    Record<string, { security?: unknown; responses: Record<string, unknown>; requestBody?: unknown }>
  >
}

const ofKeys = Object.entries(ACCESS).flatMap(([route, { access }]) => {
  const [method = '', path = ''] = route.split(' ')
  const scope = scopeOf(access)
  return scope ? [{ route, method, path: path.replace(/:(\w+)/g, '{$1}'), scope }] : []
})

test('[SV3] every route is described: its scope, what it takes, what it answers, and its problems', async () => {
  const described = (await (await fetch(`${server.url}/openapi.json`)).json()) as Described
  expect(described.components.securitySchemes).toHaveProperty('apiKey')
  expect(ofKeys.length).toBeGreaterThan(20)
  for (const { route, method, path, scope } of ofKeys) {
    const one = described.paths[path]?.[method.toLowerCase()]
    expect(one?.security, route).toEqual([{ apiKey: [scope] }])
    expect(JSON.stringify(one?.responses), route).toMatch(/"200".*"application\/problem\+json"/)
    if (method === 'PUT') expect(JSON.stringify(one?.requestBody), route).toMatch(/properties|binary/)
  }
  const request = JSON.stringify(described.paths['/api/v1/requests/{id}']?.put?.requestBody)
  for (const kind of ['partnership', 'add-on', 'broadcast', 'advertising-package', 'ad'])
    expect(request).toContain(`"enum":["${kind}"]`)
})

test('[SV3] the page for people names every route, runs nothing, and asks nobody else', async () => {
  const page = await readAnswer(await fetch(`${server.url}/api`))
  expect(page.status).toBe(200)
  for (const { path, scope } of ofKeys) {
    expect(page.text).toContain(`<code>${path}</code>`)
    expect(page.text).toContain(scope)
  }
  expect(page.text).toContain('price.minor')
  expect(page.text).not.toMatch(/<script|https?:\/\/(?!green\.example)|\son\w+=/)
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:;/
  )
})

test('[security 21] a key over its limit is told when to come back; another key is not slowed', async () => {
  const slow = await startTestServer({ limitFactor: 0.01 })
  try {
    const platform = await platformOf(slow, ['followers:write'])
    const answers = []
    for (let at = 0; at < 80; at++) answers.push(await platform.put(`/followers/f${at}`, { name: 'x' }))
    const over = answers.filter(({ status }) => status === 429)
    expect(over.length).toBeGreaterThan(0)
    expect(Number(over[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(over[0]?.body).toMatchObject({ code: 'too_many_requests', type: '/api#too_many_requests' })
    const other = await platformOf(slow, ['followers:write'])
    expect((await other.put('/followers/other', { name: 'x' })).status).toBe(201)
    expect(other).toBeInstanceOf(Platform)
  } finally {
    await slow.close()
  }
})
