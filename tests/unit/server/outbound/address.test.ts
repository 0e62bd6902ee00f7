import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../../../src-server/outbound/address.ts'
import { judgeTarget, judgeUrl, PUBLIC_ONLY } from '../../../../src-server/outbound/target.ts'

test.each([
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.3'],
  ...[
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1'
  ],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.1.1.1', '240.0.0.1'],
  ...['255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:0:8.8.8.8', '::7f00:1'],
  ...['64:ff9b::a00:1', '64:ff9b:1::1', '100::1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'fc00::1'],
  ...[
    'fd00:ec2::254',
    'ff02::1',
    '2001::1',
    '2001:0:a00:1::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:7f00:1::1'
  ],
  ...['3fff::1', '4000::1', 'localhost', '', '1', '0177.0.0.1', '127.1', '8.8.8.8.8']
])('[security 25] %s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.1', '100.63.255.255', '100.128.0.1', '126.1.1.1'],
  ...['128.0.0.1', '169.253.0.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '192.169.1.1', '223.255.255.1'],
  ...['2606:4700:4700::1111', '2a00:1450:4001::200e', '2001:4860:4860::8888', '2001:200::1']
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

const at = (...addresses: string[]) => ({ ...PUBLIC_ONLY, resolve: async () => addresses })

describe('[security 25] a URL', () => {
  test.each([
    ['https://127.0.0.1/', 'private or reserved'],
    ['https://2130706433/', 'private or reserved'],
    ['https://0x7f000001/', 'private or reserved'],
    ['https://0177.0.0.1/', 'private or reserved'],
    ['https://127.1/', 'private or reserved'],
    ['https://0/', 'private or reserved'],
    ['https://①②⑦.0.0.1/', 'private or reserved'],
    ['https://169.254.169.254/latest/meta-data/', 'private or reserved'],
    ['https://[::1]/', 'private or reserved'],
    ['https://[::ffff:10.0.0.1]/', 'private or reserved'],
    ['https://[::ffff:7f00:1]/', 'private or reserved'],
    ['https://[fd00:ec2::254]/', 'private or reserved'],
    ['https://[fe80::1]/', 'private or reserved'],
    ['http://example.com/', 'https'],
    ['ftp://example.com/', 'https'],
    ['file:///etc/passwd', 'no address'],
    ['javascript:alert(1)', 'no address'],
    ['example.com', 'no address'],
    ['https://', 'no address'],
    ['https://user:word@example.com/', 'name or a password'],
    ['https://example.com@127.0.0.1/', 'name or a password'],
    ['https://example.com/#x', '# part'],
    ['https://example.com:25/', 'Port 25'],
    ['https://example.com:22/', 'Port 22']
  ])('%s is refused', async (text, why) => {
    expect(await judgeTarget(text, at('93.184.215.14'))).toMatchObject({
      ok: false,
      error: expect.stringContaining(why)
    })
  })

  test.each(['https://example.com/', 'https://example.com:8443/a?b=c', 'https://EXAMPLE.com'])(
    '%s may be called',
    async (text) => {
      const target = await judgeTarget(text, at('93.184.215.14', '2606:4700::1'))
      expect(target).toMatchObject({ ok: true, value: { addresses: ['93.184.215.14', '2606:4700::1'] } })
    }
  )

  test('one private address among public ones refuses the name', async () => {
    for (const hidden of ['10.0.0.7', '::1', '::ffff:127.0.0.1', '169.254.169.254', 'fd00::1']) {
      expect(await judgeTarget('https://example.com/', at('93.184.215.14', hidden))).toMatchObject({
        ok: false
      })
    }
  })

  test('a name without addresses, and one that cannot be looked up, are told apart', async () => {
    expect(await judgeTarget('https://nowhere.test/', at())).toMatchObject({
      error: 'The name nowhere.test was not found.'
    })
    const broken = { ...PUBLIC_ONLY, resolve: () => Promise.reject(new Error('SERVFAIL')) }
    expect(await judgeTarget('https://nowhere.test/', broken)).toMatchObject({
      error: 'The name nowhere.test could not be looked up.'
    })
  })

  test('what is judged is what is called: the same text is one URL', () => {
    expect(judgeUrl('https://2130706433/', PUBLIC_ONLY)).toMatchObject({ value: { hostname: '127.0.0.1' } })
  })
})
