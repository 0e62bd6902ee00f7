import { afterEach, expect, test } from 'vitest'
import { MessageId, OpId, UserId } from '#shared/base/ids.ts'
import { aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import { operationsOf } from '../../harness/hand-flushed-link.ts'
import { AT_MS, aConversation, aMessage, aRange, posted } from '../../harness/rows.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

async function offline(...texts: string[]): Promise<OpId[]> {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  const ids: OpId[] = []
  for (const text of texts) ids.push(OpId.parse(await desk.say(text)))
  return ids
}

/** Lets the queued ones leave, and refuses the first. */
async function refuseFirst(code: string, detail: object = {}): Promise<void> {
  await desk.act('sync.set-offline', { offline: false })
  const push = await desk.link.next('push')
  const outcomes = operationsOf(push.asked).map(({ opId }, index) =>
    index === 0 ? { opId, status: 'rejected', code, detail } : { opId, status: 'not_attempted' }
  )
  push.answer({ outcomes, head: 10 } as never)
  await settle()
}

const first = async () => {
  const [item] = await desk.query('outbox.list', {})
  if (!item) throw new Error('the Outbox is empty')
  return item
}

test('[CH9] a discard is undone: the message is there again, behind what was written since, and is sent once', async () => {
  const [one = OpId.parse('none')] = await offline('one', 'two')
  await desk.act('outbox.discard', { opId: one })
  expect(await desk.thread()).toEqual(['Hello', 'two: queued'])
  expect(await desk.act('outbox.restore', { opId: one })).toEqual({ restored: true })
  expect(await desk.thread()).toEqual(['Hello', 'two: queued', 'one: queued'])
  expect(await desk.act('outbox.restore', { opId: one })).toEqual({ restored: false })
  await desk.restart()
  expect(await desk.thread()).toEqual(['Hello', 'two: queued', 'one: queued'])
})

test('[OB4] an undone discard of what was refused brings its reason back, and holds its Lane again', async () => {
  const [one = OpId.parse('none')] = await offline('one', 'two')
  await refuseFirst('already_taken', { byName: 'Tom' })
  await desk.act('sync.set-offline', { offline: true })
  await desk.act('outbox.discard', { opId: one })
  await desk.act('outbox.restore', { opId: one })
  const item = (await desk.query('outbox.list', {})).find(({ opId }) => opId === one)
  expect(item).toMatchObject({ state: 'rejected', rejection: { detail: { byName: 'Tom' } }, heldBy: null })
  await desk.say('three')
  expect(await desk.thread()).toEqual(['Hello', 'two: queued', 'one: refused', 'three: waiting'])
})

test('[CH9] beside a reply stands what was written since its author looked, with names', async () => {
  await offline('mine')
  await desk.act('sync.set-offline', { offline: false })
  const push = await desk.link.next('push')
  const chat = aConversation({ inboundSeq: 2, lastPosition: 3, version: 2 })
  const items = [
    ...posted(
      11,
      aMessage({
        id: MessageId.parse('b'),
        position: 2,
        direction: 'out',
        authorId: UserId.parse('tom'),
        text: 'I am Tom'
      }),
      chat
    ),
    ...posted(12, aMessage({ id: MessageId.parse('c'), position: 3, text: 'Thanks Tom' }), chat)
  ]
  ;(await desk.link.next('changes')).answer(aRange(10, 12, items))
  await settle()
  push.answer({
    outcomes: operationsOf(push.asked).map(({ opId }) => ({
      opId,
      status: 'rejected' as const,
      code: 'already_taken' as const,
      detail: {}
    })),
    head: 12
  })
  await settle()
  expect(await desk.query('outbox.beside', { opId: (await first()).opId })).toEqual([
    { name: 'Tom', text: 'I am Tom', atMs: AT_MS },
    { name: 'Amal Haddad', text: 'Thanks Tom', atMs: AT_MS }
  ])
})

test('[CF7] beside an edit stand the fields that it would change, as they are now', async () => {
  await offline()
  const edit = { responseId: 'welcome', text: 'Mine' }
  const opId = OpId.parse(await desk.ask('canned-response.edit', edit, { version: 1 }))
  expect(await desk.query('outbox.beside', { opId })).toEqual([
    { name: 'text', text: 'Hello {{follower.firstName|there}}', atMs: null }
  ])
  expect(await desk.query('outbox.beside', { opId: OpId.parse('unknown') })).toEqual([])
})

test('[OP7] what stands in the Outbox can be exported word for word', async () => {
  const [one = OpId.parse('none')] = await offline('keep “me”', 'not me')
  const { fileName, text } = desk.account.exportOutbox([one])
  expect(fileName).toMatch(/^octopus-desk-outbox-\d{4}-\d\d-\d\d\.json$/)
  const { operations } = JSON.parse(text) as { operations: object[] }
  expect(operations).toMatchObject([
    {
      opId: one,
      type: 'message.send',
      lane: 'conversation:chat',
      args: { text: 'keep “me”' },
      state: 'queued'
    }
  ])
})

test('[CH9] [DT4] while the server is away the next try is told, and its time comes', async () => {
  desk = await aSyncedAccount()
  expect((await desk.query('sync.status', {})).nextRetryAtMs).toBeNull()
  for (const line of desk.link.lines) line.closed('gone')
  await settle()
  ;(await desk.link.next('changes')).fail({ kind: 'network', message: 'gone' })
  await settle()
  const { link, nextRetryAtMs } = await desk.query('sync.status', {})
  expect(link).toBe('offline')
  expect(nextRetryAtMs).toBeGreaterThan(desk.clock.nowMs())
  const asked = desk.link.held.length
  await desk.clock.advance((nextRetryAtMs ?? 0) - desk.clock.nowMs())
  expect(desk.link.held.length).toBeGreaterThan(asked)
})

test('[CH9] a thousand unsent Operations are listed at once', async () => {
  await offline()
  for (let index = 0; index < 1000; index++) await desk.say(`message ${index}`, index % 2 ? 'chat' : 'other')
  const startMs = performance.now()
  const items = await desk.query('outbox.list', {})
  const tookMs = performance.now() - startMs
  expect(items).toHaveLength(1000)
  expect(items[999]).toMatchObject({ about: 'Amal Haddad', heldBy: null, readable: true })
  // a frame or two; the bound leaves room for a busy computer
  expect(tookMs).toBeLessThan(250)
})
