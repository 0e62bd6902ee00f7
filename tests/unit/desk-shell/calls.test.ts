import { expect, test } from 'vitest'
import type { Reply } from '#shared/contract/bridge.ts'
import { type Answering, createCalls } from '../../../src-main/ipc/calls.ts'

const STATUS = {
  link: 'online',
  linkSinceMs: 1,
  freshAtMs: null,
  snapshotProgress: null,
  unsent: 0,
  refused: 0,
  nextRetryAtMs: null
}

function calling(answer: () => Promise<Reply>) {
  const asked: unknown[][] = []
  const logged: string[] = []
  const ask = (...args: unknown[]) => {
    asked.push(args)
    return answer()
  }
  const answering: Answering = { query: ask, submit: ask, act: ask, addFile: ask }
  const calls = createCalls(answering, (level, text, facts) =>
    logged.push(`${level}: ${text} ${JSON.stringify(facts ?? {})}`)
  )
  return { calls, asked, logged }
}

const answers = (value: unknown) => calling(async () => ({ ok: true, value }))

test('a query that fits is answered with what the table lets through', async () => {
  const { calls, asked } = answers({ ...STATUS, secret: 'not for the window' })
  expect(await calls.query('sync.status', {})).toEqual({ ok: true, value: STATUS })
  expect(asked).toEqual([['sync.status', {}]])
})

test.each([
  ['an unknown name', 'conversation.everything', {}],
  ['a name of another table', 'session.sign-in', {}],
  ['a name of every object', 'constructor', {}],
  ['a prototype', '__proto__', {}],
  ['no name', undefined, {}],
  ['a name that is no text', ['sync.status'], {}],
  ['no args', 'conversation.header', undefined],
  ['args that do not fit', 'conversation.header', { conversationId: '../x' }],
  ['a limit beyond the table', 'conversation.thread', { conversationId: 'c1', before: null, limit: 100000 }]
])('[7] a query with %s is refused before anybody is asked', async (_what, name, args) => {
  const { calls, asked, logged } = answers(null)
  expect(await calls.query(name, args)).toMatchObject({ ok: false, code: 'refused' })
  expect(asked).toEqual([])
  expect(logged).toHaveLength(1)
})

test('[7] arguments of 10 MB are refused before they are parsed', async () => {
  const { calls, asked } = answers(null)
  const text = 'x'.repeat(10 * 1024 * 1024)
  for (const args of [{ conversationId: text }, { a: { b: [text] } }, { [text]: 1 }, text]) {
    const reply = await calls.query('conversation.header', args)
    expect(reply).toEqual({ ok: false, code: 'refused', message: 'This is too large for the desk to take.' })
  }
  const many = Array.from({ length: 300_000 }, (_, i) => i)
  expect(await calls.act('settings.save', { many })).toMatchObject({ code: 'refused' })
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  expect(await calls.act('settings.save', { deep })).toMatchObject({ code: 'refused' })
  expect(asked).toEqual([])
})

test('[7] an Operation of an unknown type, or without a base, is refused', async () => {
  const { calls, asked } = answers({ ok: true, opId: 'o1' })
  for (const request of [
    { type: 'tenant.delete', args: {}, base: {} },
    { type: 'message.send', args: {} },
    null
  ]) {
    expect(await calls.submit(request)).toMatchObject({ ok: false, code: 'refused' })
  }
  expect(asked).toEqual([])
  const request = { type: 'message.send', args: { text: 'hi' }, base: {} }
  expect(await calls.submit(request)).toEqual({ ok: true, value: { ok: true, opId: 'o1' } })
})

test('a failure is a plain sentence for the window; the log has the rest', async () => {
  const { calls, logged } = calling(async () => {
    throw new Error('SQLITE_CORRUPT at /home/mia/cache.db')
  })
  const reply = await calls.query('sync.status', {})
  expect(reply).toMatchObject({ ok: false, code: 'failed' })
  expect(JSON.stringify(reply)).not.toContain('SQLITE')
  expect(logged[0]).toContain('sync.status failed')
})

test('an answer that does not fit the table does not reach the window', async () => {
  const { calls, logged } = answers({ ...STATUS, link: 'sideways' })
  expect(await calls.query('sync.status', {})).toMatchObject({ ok: false, code: 'failed' })
  expect(logged).toHaveLength(1)
})

test('signed out is an answer, not a failure', async () => {
  const { calls, logged } = calling(async () => ({ ok: false, code: 'signed_out', message: 'Nobody.' }))
  expect(await calls.query('outbox.list', {})).toEqual({ ok: false, code: 'signed_out', message: 'Nobody.' })
  expect(logged).toEqual([])
})

test('what a window wrote does not get into the log', async () => {
  const { calls, logged } = answers(null)
  await calls.submit({ type: 'message.send', args: {}, base: { version: 'my secret text' } })
  await calls.query('my secret text', {})
  expect(logged).toHaveLength(2)
  expect(logged.join()).not.toContain('secret')
})
