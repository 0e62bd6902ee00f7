import { expect, test } from 'vitest'
import { resolveVariables } from '#shared/features/canned-response/variables.ts'

const values = { 'follower.firstName': 'Amal', 'agent.name': 'Mia', 'channel.name': '' }

test.each([
  ['Hi {{follower.firstName}}, this is {{agent.name}}.', 'Hi Amal, this is Mia.'],
  ['Hi {{ follower.firstName | there }}', 'Hi Amal'],
  ['from {{channel.name|our team}}', 'from our team'],
  ['from {{channel.name}}', 'from {{channel.name}}'],
  ['{{follower.age|unknown}} and {{nothing}}', 'unknown and {{nothing}}'],
  ['no {variables} {{}} {{ here', 'no {variables} {{}} {{ here']
])('[CR2] %j is inserted as %j', (text, resolved) => {
  expect(resolveVariables(text, values)).toBe(resolved)
})

test('[CR2] a value is text: variables in it are not filled in again', () => {
  expect(resolveVariables('{{agent.name}}', { 'agent.name': '{{follower.firstName}}' })).toBe(
    '{{follower.firstName}}'
  )
})
