// Fills the queue of a tenant's team leads, as the company's platform would.
import { adminPath } from '#shared/contract/admin-calls.ts'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { ApiKeyMade } from '#shared/features/integration/api-keys.ts'
import { ask, demoPerson } from './canned-load.ts'

const AT_ONCE = 8
const CONTACT = { phone: '+49 30 555 1234', email: 'hello@partner.example' }

/** A request for a partnership, which the room shows first. */
const partnership = (n: number) => ({
  kind: 'partnership',
  partnerId: 'bench',
  content: {
    packageName: `Starter ${n}`,
    price: { minor: 4900 + n, currency: 'EUR' },
    terms: { channels: 0, engagementTypes: ['message', 'ringtone'], activeEngagements: 3 },
    ...CONTACT,
    website: 'https://partner.example',
    description: `The request number ${n} of this partner.`
  }
})

/** Posts `count` requests for partnerships through the integration API. */
export async function loadWaitingRequests(serverUrl: string, count: number): Promise<void> {
  const { email, password } = await demoPerson(serverUrl, 'Administrator')
  const { accessToken } = SessionGrant.parse(
    await ask(serverUrl, PATHS.signIn, { email, password, deviceName: 'bench' })
  )
  const wish = { name: 'Bench', scopes: ['partners:write', 'requests:write'] }
  const { secret } = ApiKeyMade.parse(
    await ask(serverUrl, adminPath('admin.api-keys.create'), wish, accessToken)
  )
  const put = async (path: string, body: object) => {
    const response = await fetch(`${serverUrl}/api/v1${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(body)
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`PUT ${path} answered ${response.status}: ${answer}`)
  }
  await put('/partners/bench', { name: 'Bench Partner', email: CONTACT.email, status: 'active' })
  let next = 0
  const post = async () => {
    while (next < count) {
      const n = next++
      await put(`/requests/bench-${n}`, partnership(n))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, post))
}
