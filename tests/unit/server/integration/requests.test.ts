import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RequestId } from '#shared/base/ids.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import { requestDecide } from '#shared/features/approval/operations.ts'
import { ApiScope } from '#shared/features/integration/api-keys.ts'
import { CONTENTS } from '../../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { type Platform, platformOf } from './platform.ts'

let server: TestServer
let platform: Platform
beforeAll(async () => {
  server = await startTestServer()
  platform = await platformOf(server, ApiScope.options)
  await platform.put('/partners/green', {
    name: 'Green Energy',
    email: 'hello@green.example',
    status: 'active'
  })
})
afterAll(() => server.close())

const addOn = { kind: 'add-on', partnerId: 'green', content: CONTENTS['add-on'] }

async function decide(id: string, outcome: 'approved' | 'rejected', version = 1) {
  const lena = await server.desk('lena@acme.test')
  const args = { requestId: RequestId.parse(id), outcome, reason: outcome === 'rejected' ? 'Not now.' : null }
  const [verdict] = await lena.push(lena.operation(requestDecide, args, { base: { version } }))
  return verdict
}

const requestsOf = async (email: string) => (await server.desk(email)).snapshotRows('request')

test.each(REQUEST_KINDS.map(({ name }) => name))(
  '[SV3, PM1, PM3, PM4] a request of the kind %s is posted, seen by leads alone, and decided',
  async (kind) => {
    const content = CONTENTS[kind as keyof typeof CONTENTS]
    const posted = await platform.put(`/requests/${kind}`, { kind, partnerId: 'green', content })
    expect([posted.status, posted.body]).toMatchObject([
      201,
      {
        kind,
        partnerName: 'Green Energy',
        partnerStatus: 'active',
        content,
        decision: null,
        withdrawnAtMs: null
      }
    ])
    expect(await requestsOf('lena@acme.test')).toContainEqual(posted.body)
    expect(await requestsOf('mia@acme.test')).toEqual([])
    expect(await decide(kind, 'approved')).toMatchObject({ status: 'accepted' })
    expect((await platform.get(`/requests/${kind}`)).body).toMatchObject({
      decision: { outcome: 'approved', byName: 'Lena' }
    })
  }
)

describe('a request', () => {
  test('[SV3] that is posted twice is there once; with another content it is a clear error', async () => {
    const lena = await server.desk('lena@acme.test')
    const { seq } = await lena.openSnapshot()
    const first = await platform.put('/requests/twice', addOn)
    const again = await platform.put('/requests/twice', addOn)
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body])
    const other = await platform.put('/requests/twice', {
      ...addOn,
      content: { ...addOn.content, addOnName: 'X' }
    })
    expect([other.status, other.body.code]).toEqual([409, 'conflict'])
    expect(other.body.detail).toContain('If-Match')
    expect((await lena.pull(seq)).items.map(({ type }) => type)).toEqual(['request.asked'])
  })

  test('[SV3, PM6] is changed by naming its version, and a lead who saw the old one does not decide it', async () => {
    await platform.put('/requests/amended', addOn)
    const amended = await platform.put(
      '/requests/amended',
      { ...addOn, content: { ...addOn.content, addOnName: 'Two channels' } },
      { 'if-match': '"1"' }
    )
    expect([amended.status, amended.body]).toMatchObject([200, { title: 'Two channels', version: 2 }])
    expect(await decide('amended', 'approved', 1)).toMatchObject({ code: 'request_amended' })
    const other = await platform.put(
      '/requests/amended',
      { kind: 'ad', partnerId: 'green', content: CONTENTS.ad },
      { 'if-match': '"2"' }
    )
    expect(other.status).toBe(409)
  })

  test('[SV3] is withdrawn once, and then nobody decides it', async () => {
    await platform.put('/requests/back', addOn)
    const withdrawn = await platform.call('POST', '/requests/back/withdrawal', {})
    expect([withdrawn.status, withdrawn.body.withdrawnAtMs]).toEqual([200, expect.any(Number)])
    expect((await platform.call('POST', '/requests/back/withdrawal', {})).body).toEqual(withdrawn.body)
    expect(await decide('back', 'approved', 2)).toMatchObject({ code: 'request_withdrawn' })
    const changed = { ...addOn, content: { ...addOn.content, addOnName: 'X' } }
    expect((await platform.put('/requests/back', changed)).status).toBe(409)
    expect((await platform.call('POST', '/requests/none/withdrawal', {})).status).toBe(404)
  })

  test('[SV3, PM6] that was decided is neither withdrawn nor changed, and the answer says by whom', async () => {
    await platform.put('/requests/done', addOn)
    await decide('done', 'rejected')
    const late = await platform.call('POST', '/requests/done/withdrawal', {})
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('rejected by Lena')])
    const changed = { ...addOn, content: { ...addOn.content, addOnName: 'X' } }
    expect((await platform.put('/requests/done', changed, { 'if-match': '"2"' })).status).toBe(409)
    // the same again is answered with how it stands
    expect((await platform.put('/requests/done', addOn)).body).toMatchObject({
      decision: { outcome: 'rejected' }
    })
  })

  test.each([
    ['an unknown kind', { ...addOn, kind: 'favour' }],
    ['another kind’s content', { ...addOn, content: CONTENTS.ad }],
    ['a field that its kind does not know', { ...addOn, content: { ...addOn.content, discount: 1 } }],
    [
      'a price in cents and halves',
      { ...addOn, content: { ...addOn.content, price: { minor: 0.5, currency: 'EUR' } } }
    ],
    ['an address that is none', { ...addOn, content: { ...addOn.content, email: 'x\r\nBcc: y@evil.test' } }],
    [
      'a script for a website',
      { kind: 'ad', partnerId: 'green', content: { ...CONTENTS.ad, url: 'javascript:x' } }
    ]
  ])('[SV3] with %s is refused', async (_case, body) => {
    const { status } = await platform.put('/requests/bad', body)
    expect(status).toBe(400)
    expect((await platform.get('/requests/bad')).status).toBe(404)
  })

  test('[SV3] of a partner that is not there says so', async () => {
    const { status, body } = await platform.put('/requests/orphan', { ...addOn, partnerId: 'nobody' })
    expect([status, body.code]).toEqual([422, 'unknown_reference'])
  })
})

test('[security 25] the websites of partners and the links of ads are kept and never called', async () => {
  const calls: (string | undefined)[] = []
  const site = createServer((request, response) => {
    calls.push(request.url)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/inside`
  const partner = { name: 'Inside', email: 'hello@inside.example', status: 'active', website: url }
  expect((await platform.put('/partners/inside', partner)).status).toBe(201)
  const contents = {
    partnership: { ...CONTENTS.partnership, website: url },
    ad: { ...CONTENTS.ad, url }
  }
  for (const [kind, content] of Object.entries(contents)) {
    const id = `inside-${kind}`
    expect((await platform.put(`/requests/${id}`, { kind, partnerId: 'inside', content })).status).toBe(201)
    expect(await decide(id, 'approved')).toMatchObject({ status: 'accepted' })
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
  site.close()
  expect(calls).toEqual([])
})

test('[SV3] decisions are read in the order in which they were made, each once', async () => {
  for (const id of ['d1', 'd2', 'd3']) {
    await platform.put(`/requests/${id}`, addOn)
    await decide(id, id === 'd2' ? 'rejected' : 'approved')
  }
  const before = (await platform.get('/decisions?limit=500')).body
  server.advance(10_000)
  const seen: string[] = []
  let after = before.next ? `&after=${before.next}` : ''
  for (;;) {
    const { body } = await platform.get(`/decisions?limit=2${after}`)
    const items = body.items as { requestId: string; outcome: string; reason: string | null }[]
    if (items.length === 0) break
    seen.push(...items.map(({ requestId, outcome, reason }) => `${requestId} ${outcome} ${reason}`))
    after = `&after=${body.next}`
  }
  expect(seen.slice(-3)).toEqual(['d1 approved null', 'd2 rejected Not now.', 'd3 approved null'])
  expect(new Set(seen).size).toBe(seen.length)
})
