import { expect, test } from 'vitest'
import { parseServerUrl } from '../../../src-main/app/session/server-url.ts'

test.each([
  ['https://desk.example.com', 'https://desk.example.com'],
  ['  https://desk.example.com/  ', 'https://desk.example.com'],
  ['desk.example.com', 'https://desk.example.com'],
  ['desk.example.com:8443', 'https://desk.example.com:8443'],
  ['http://127.0.0.1:4780', 'http://127.0.0.1:4780'],
  ['localhost:4780', 'http://localhost:4780'],
  ['127.0.0.1:4780', 'http://127.0.0.1:4780'],
  ['http://[::1]:4780', 'http://[::1]:4780'],
  ['HTTPS://Desk.Example.COM', 'https://desk.example.com']
])('%j is the server %s', (typed, origin) => {
  expect(parseServerUrl(typed)).toEqual({ ok: true, value: origin })
})

test.each([
  ['', 'Type the address'],
  ['   ', 'Type the address'],
  ['https://', 'not an address'],
  ['http://desk.example.com', 'unprotected'],
  ['http://127.0.0.1.example.com', 'unprotected'],
  ['http://localhost.example.com', 'unprotected'],
  ['http://192.168.0.10:4780', 'unprotected'],
  ['ftp://desk.example.com', 'begins with https'],
  ['file:///etc/passwd', 'begins with https'],
  ['https://mia:secret@desk.example.com', 'user name and password'],
  ['https://desk.example.com/path', 'https://desk.example.com'],
  ['https://desk.example.com/?a=b', 'https://desk.example.com']
])('%j is refused in words', (typed, words) => {
  const parsed = parseServerUrl(typed)
  expect(parsed).toEqual({ ok: false, error: expect.stringContaining(words) })
})
