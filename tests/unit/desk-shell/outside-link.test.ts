import { expect, test } from 'vitest'
import { outsideLink } from '../../../src-main/platform/outside-link.ts'

test('pages over https and mails leave the app', () => {
  expect(outsideLink('https://example.com/a?b=c#d')).toBe('https://example.com/a?b=c#d')
  expect(outsideLink('mailto:amal@example.com?subject=Hello')).toBe('mailto:amal@example.com?subject=Hello')
})

test.each([
  'http://example.com',
  'file:///etc/passwd',
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'smb://server/share',
  'ms-settings:privacy',
  'octopus-desk://conversation/c1',
  'app://desk/index.html',
  'https://user:password@example.com',
  'https://user@example.com',
  'https://',
  'mailto:',
  '//example.com',
  'example.com',
  '/etc/passwd',
  '\\\\server\\share',
  'C:\\Windows\\System32\\calc.exe',
  '--help',
  ''
])('[6] %j stays closed', (link) => {
  expect(outsideLink(link)).toBeNull()
})
