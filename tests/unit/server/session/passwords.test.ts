import { randomBytes, scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  hashPassword,
  NOBODYS_HASH,
  verifyPassword
} from '../../../../src-server/features/session/passwords.ts'

const random = (length: number) => randomBytes(length)

test('a password fits its own hash only, and two hashes of it differ', async () => {
  const hash = await hashPassword('pässword', random)
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  expect(await verifyPassword('pässword', hash)).toBe(true)
  expect(await verifyPassword('pa\u0308ssword', hash)).toBe(true)
  expect(await verifyPassword('Pässword', hash)).toBe(false)
  expect(await hashPassword('pässword', random)).not.toBe(hash)
})

test('a hash of another cost still works, because it carries its own', async () => {
  const salt = random(16)
  const key = scryptSync('old', salt, 32, { N: 1024, r: 8, p: 1 })
  const old = `scrypt$1024$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`
  expect(await verifyPassword('old', old)).toBe(true)
  expect(await verifyPassword('new', old)).toBe(false)
})

test('nothing fits the hash of nobody, nor one that is no hash', async () => {
  expect(await verifyPassword('', NOBODYS_HASH)).toBe(false)
  expect(await verifyPassword('x', '')).toBe(false)
  expect(await verifyPassword('x', 'md5$1$1$1$a$b')).toBe(false)
})
