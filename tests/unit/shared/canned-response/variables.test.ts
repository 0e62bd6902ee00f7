import { expect, test } from 'vitest'
import { fillIn, placeholdersIn, unknownVariablesIn } from '#shared/features/canned-response/variables.ts'

const values = { 'follower.firstName': 'Amal', 'agent.name': 'Mia', 'channel.name': '' }

test.each([
  ['Hi {{follower.firstName}}, this is {{agent.name}}.', 'Hi Amal, this is Mia.'],
  ['Hi {{ follower.firstName | there }}', 'Hi Amal'],
  ['from {{channel.name|our team}}', 'from our team'],
  ['from {{channel.name}}', 'from {{channel.name}}'],
  ['{{follower.age|unknown}} and {{nothing}}', 'unknown and {{nothing}}'],
  ['your order {{?order number}} is near', 'your order {{?order number}} is near'],
  ['no {variables} {{}} {{ here', 'no {variables} {{}} {{ here']
])('[CR2, CR3] %j is inserted as %j', (text, resolved) => {
  expect(fillIn(text, values)).toEqual({ text: resolved, caret: null })
})

test('[CR2] a value is text: variables in it are not filled in again', () => {
  expect(fillIn('{{agent.name}}', { 'agent.name': '{{follower.firstName}}' }).text).toBe(
    '{{follower.firstName}}'
  )
})

test('[CR3] the first {{cursor}} says where the caret is put, counted in the filled text; none is inserted', () => {
  expect(fillIn('Hi {{follower.firstName}}, {{cursor}}bye{{ cursor }}', values)).toEqual({
    text: 'Hi Amal, bye',
    caret: 9
  })
})

test('[CR3] what is left to fill in is named in words, in order, with its place', () => {
  const text = 'Hi {{follower.firstName}}, order {{? order number }} {{follower.frst}}'
  expect(placeholdersIn(text)).toEqual([
    { start: 3, end: 25, label: 'the follower’s first name' },
    { start: 33, end: 52, label: 'order number' },
    { start: 53, end: 70, label: '“follower.frst”' }
  ])
  expect(text.slice(33, 52)).toBe('{{? order number }}')
})

test('[CR3] braces of other languages are text, and may be sent', () => {
  expect(placeholdersIn('use {{user.name}} or {{ item }} or {{}}')).toEqual([])
})

test('[CR3] a misspelt variable is found while the response is written', () => {
  expect(
    unknownVariablesIn('{{follower.frstName|x}} {{agent.name}} {{?any}} {{cursor}} {{follower.frstName}}')
  ).toEqual(['follower.frstName'])
})
