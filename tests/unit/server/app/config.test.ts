import { expect, test } from 'vitest'
import { readConfig } from '../../../../src-server/app/config.ts'

const least = { OCTOPUS_DATA_DIR: '/data' }

test('what is not set has a sound default, and an empty variable is not set', () => {
  const config = readConfig({ ...least, OCTOPUS_PORT: '', UNRELATED: 'x' })
  expect(config).toMatchObject({
    ok: true,
    value: { port: 4780, host: '127.0.0.1', demo: null, publicUrl: null, trustProxy: false, limitFactor: 1 }
  })
})

test('what is set is read, without the slash at the end of an address', () => {
  const config = readConfig({
    ...least,
    OCTOPUS_PORT: '0',
    OCTOPUS_DEMO: '1',
    OCTOPUS_DEMO_MESSAGES: '1000000',
    OCTOPUS_PUBLIC_URL: 'https://desk.example.test/'
  })
  expect(config).toMatchObject({
    ok: true,
    value: {
      port: 0,
      demo: { conversations: 800, messages: 1_000_000, seed: 1 },
      publicUrl: 'https://desk.example.test'
    }
  })
})

test.each([
  ['OCTOPUS_DATA_DIR', undefined],
  ['OCTOPUS_PORT', '70000'],
  ['OCTOPUS_PORT', 'http'],
  ['OCTOPUS_DEMO', 'yes'],
  ['OCTOPUS_LOG_LEVEL', 'loud'],
  ['OCTOPUS_TOKEN_SECRET', 'short'],
  ['OCTOPUS_PUBLIC_URL', 'ftp://x'],
  ['OCTOPUS_LIMIT_FACTOR', '-1']
])('a bad %s (%s) is answered with one sentence that names it and not its value', (name, value) => {
  const config = readConfig({ ...least, [name]: value })
  expect(config.ok).toBe(false)
  const sentence = config.ok ? '' : config.error
  expect(sentence).toMatch(new RegExp(`^${name} is not usable: [^\\n]+\\.$`))
  if (name === 'OCTOPUS_TOKEN_SECRET') expect(sentence).not.toContain(String(value))
})
