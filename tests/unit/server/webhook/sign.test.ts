import { expect, test } from 'vitest'
import { WebhookEventId } from '#shared/base/ids.ts'
import { makeSecret, signedHeaders } from '../../../../src-server/features/webhook/sign.ts'

test('[SV3] signs as the libraries of Standard Webhooks do: their own example', () => {
  const event = { id: WebhookEventId.parse('msg_p5jXN8AQM9LWM0D4loKWxJek'), body: '{"test": 2432232314}' }
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']
  expect(signedHeaders(event, secrets, 1_614_265_330_999)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  })
})

test('[SV3] a secret is 32 bytes of chance behind its prefix', () => {
  const secret = makeSecret((length) => new Uint8Array(length).fill(255))
  expect(secret).toBe(`whsec_${Buffer.alloc(32, 255).toString('base64')}`)
})
