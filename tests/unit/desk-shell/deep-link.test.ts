import { expect, test } from 'vitest'
import { deepLinkIn, parseDeepLink } from '../../../src-main/app/deep-link.ts'

test('[DT1] a link opens its conversation', () => {
  const request = { kind: 'open-conversation', conversationId: 'c-1_A' }
  expect(parseDeepLink('octopus-desk://conversation/c-1_A')).toEqual(request)
  expect(parseDeepLink('octopus-desk://conversation/c-1_A/')).toEqual(request)
  expect(deepLinkIn(['/usr/bin/octopus-desk', '--flag', 'octopus-desk://conversation/c-1_A'])).toEqual(
    request
  )
})

test.each([
  'octopus-desk://conversation/',
  'octopus-desk://conversation/../x',
  'octopus-desk://conversation/a%2Fb',
  'octopus-desk://conversation/a/b',
  'octopus-desk://conversation/a?b=c',
  'octopus-desk://conversation/a#b',
  'octopus-desk://conversation/<img>',
  `octopus-desk://conversation/${'a'.repeat(65)}`,
  'octopus-desk://settings/a',
  'OCTOPUS-DESK://conversation/a',
  'https://conversation/a',
  ' octopus-desk://conversation/a',
  'octopus-desk://conversation/a\n--inspect'
])('%j asks for nothing', (link) => {
  expect(parseDeepLink(link)).toBeNull()
})

test('a command line without a link asks for nothing', () => {
  expect(deepLinkIn(['/usr/bin/octopus-desk', 'https://example.com'])).toBeNull()
})
