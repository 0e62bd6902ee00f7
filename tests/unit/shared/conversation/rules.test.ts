import { expect, test } from 'vitest'
import { UserId } from '#shared/base/ids.ts'
import { callsAgent, ownershipOf, previewOf } from '#shared/features/conversation/rules.ts'
import { includesRole } from '#shared/features/session/roles.ts'

const mia = UserId.parse('mia')
const tom = UserId.parse('tom')

test.each([
  ['active', mia, 'mine'],
  ['active', tom, 'colleague'],
  ['finished', mia, 'nobody'],
  ['unanswered', null, 'nobody']
] as const)('[CH3] %s with owner %s is %s for Mia', (status, ownerId, ownership) => {
  expect(ownershipOf({ status, ownerId }, mia)).toBe(ownership)
})

test('[CH6] unread messages call whoever may have to answer, and nobody else', () => {
  expect(callsAgent('unanswered', false)).toBe(true)
  expect(callsAgent('active', true)).toBe(true)
  expect(callsAgent('active', false)).toBe(false)
  expect(callsAgent('finished', true)).toBe(false)
})

test('a preview is one line of at most 200 characters', () => {
  expect(previewOf('  two\n\n lines\t')).toBe('two lines')
  expect(previewOf('x'.repeat(500))).toHaveLength(200)
})

test('an admin is a lead, a lead is an agent, and not the other way round', () => {
  expect(includesRole('admin', 'lead')).toBe(true)
  expect(includesRole('lead', 'agent')).toBe(true)
  expect(includesRole('agent', 'lead')).toBe(false)
})
