import { expect, test } from 'vitest'
import { PATHS } from '#shared/contract/wire.ts'
import { startTestServer } from '../../../harness/server.ts'

/** How many of five wrong sign-ins are refused by the limit when each claims to come from another address. */
async function refusedOf(trustProxy: boolean, claims: (i: number) => string): Promise<number> {
  const server = await startTestServer({ limitFactor: 0.01, trustProxy })
  let refused = 0
  for (let i = 0; i < 5; i++) {
    const response = await fetch(server.url + PATHS.signIn, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': claims(i) },
      body: JSON.stringify({ email: `a${i}@acme.test`, password: 'wrong', deviceName: 'test' })
    })
    if (response.status === 429) refused++
  }
  await server.close()
  return refused
}

test('without a trusted proxy nobody chooses the address that limits count by', async () => {
  expect(await refusedOf(false, (i) => `10.0.0.${i}`)).toBe(4)
})

test('behind a trusted proxy the address that it saw counts, and not what the client wrote before', async () => {
  expect(await refusedOf(true, (i) => `10.0.0.${i}`)).toBe(0)
  expect(await refusedOf(true, (i) => `10.0.0.${i}, 192.0.2.7`)).toBe(4)
})
