import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { WebhookEventId } from '#shared/base/ids.ts'
import { TEST_EVENT } from '#shared/features/webhook/events.ts'
import { WebhookPayload } from '../../../../src-server/features/webhook/payload.ts'
import { signedHeaders } from '../../../../src-server/features/webhook/sign.ts'
import { ALL } from './rig.ts'

const page = readFileSync('docs/webhooks.md', 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text)

test('[SV3] every event is described, and every example is what would be sent', () => {
  const examples = blocks('json').map((text) => WebhookPayload.parse(JSON.parse(text)).type)
  expect(new Set(examples)).toEqual(
    new Set([...ALL.filter((type) => !/engagement\.(sent|opened)/.test(type)), TEST_EVENT])
  )
  for (const type of [...ALL, TEST_EVENT]) expect(page).toContain(`\`${type}\``)
})

test('[SV3] the recipe accepts what is signed, while a secret is replaced too, and nothing else', async () => {
  const [recipe = ''] = blocks('js')
  const source = `data:text/javascript;base64,${Buffer.from(recipe).toString('base64')}`
  const { verify } = await import(/* @vite-ignore */ source)
  const id = WebhookEventId.parse('evt_1')
  const body = '{"text":"ü"}'
  const [secret, old, other] = [1, 2, 3].map(
    (byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`
  ) as [string, string, string]
  const nowMs = Date.now()
  const headers = signedHeaders({ id, body }, [secret, old], nowMs)
  expect(verify(secret, headers, body)).toBe(true)
  expect(verify(old, headers, body)).toBe(true)
  expect(verify(other, headers, body)).toBe(false)
  expect(verify(secret, headers, `${body} `)).toBe(false)
  expect(verify(secret, { ...headers, 'webhook-id': 'evt_2' }, body)).toBe(false)
  expect(verify(secret, { ...headers, 'webhook-timestamp': '1' }, body)).toBe(false)
  expect(verify(secret, headers, body, nowMs / 1000 + 301)).toBe(false)
})
