import { afterEach, expect, test } from 'vitest'
import { MessageId } from '#shared/base/ids.ts'
import { aSyncedAccount, IDENTITY, passTime, type TestAccount } from '../../harness/account.ts'
import { operationsOf } from '../../harness/hand-flushed-link.ts'
import { aConversation, aMessage, aRange, posted } from '../../harness/rows.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

/** Looks at the thread whenever a window would, and notes how often the message stands there. */
async function watched() {
  const looks: Promise<string[]>[] = []
  desk = await aSyncedAccount({ announced: (_topics, account) => looks.push(account.thread()) })
  return {
    async states() {
      await settle()
      const seen: string[] = []
      for (const texts of await Promise.all(looks)) {
        const mine = texts.filter((text) => text.startsWith('one'))
        expect(mine).toHaveLength(1)
        if (mine[0] !== seen.at(-1)) seen.push(mine[0] ?? '')
      }
      return seen
    },
    forget: () => looks.splice(0)
  }
}

function frameOf(opId: string) {
  const message = aMessage({
    id: MessageId.parse(opId),
    position: 2,
    direction: 'out',
    authorId: IDENTITY.userId,
    text: 'one'
  })
  const conversation = aConversation({
    status: 'active',
    ownerId: IDENTITY.userId,
    ownerVersion: 2,
    lastPosition: 2,
    lastMessage: { direction: 'out', text: 'one', atMs: desk.clock.nowMs() },
    lastActivityMs: desk.clock.nowMs(),
    version: 2
  })
  return aRange(10, 11, posted(11, message, conversation))
}

test('[OB8, PL9] the answer comes first: the bubble waits for the Cursor and is never gone and never twice', async () => {
  const watch = await watched()
  watch.forget()
  const opId = await desk.say('one')
  const push = await desk.link.next('push')
  push.answer({ outcomes: [{ opId, status: 'accepted', seq: 11 }], head: 11 })
  await settle()
  desk.link.lines.at(-1)?.frame(frameOf(opId))
  expect(await watch.states()).toEqual(['one: queued', 'one: sending', 'one: sent'])
  expect(await desk.query('outbox.list', {})).toEqual([])
})

test('[OB8] the Change comes first: the bubble is the message at once, and stays when the answer comes', async () => {
  const watch = await watched()
  watch.forget()
  const opId = await desk.say('one')
  const push = await desk.link.next('push')
  desk.link.lines.at(-1)?.frame(frameOf(opId))
  await settle()
  push.answer({ outcomes: [{ opId, status: 'accepted', seq: 11 }], head: 11 })
  expect(await watch.states()).toEqual(['one: queued', 'one: sending', 'one: sent'])
  expect(await desk.query('outbox.list', {})).toEqual([])
})

test('[OB8] an answer that is lost, then a replay: still one bubble', async () => {
  const watch = await watched()
  watch.forget()
  const opId = await desk.say('one')
  const push = await desk.link.next('push')
  push.fail({ kind: 'network', message: 'lost' })
  await passTime(desk, 1000)
  const again = await desk.link.next('push')
  again.answer({ outcomes: [{ opId, status: 'accepted', seq: 11 }], head: 11 })
  await settle()
  desk.link.lines.at(-1)?.frame(frameOf(opId))
  expect(await watch.states()).toEqual([
    'one: queued',
    'one: sending',
    'one: retrying',
    'one: sending',
    'one: sent'
  ])
})

test('[PL9] the inbox shows the reply, its owner and its place before the server has answered, and the same after', async () => {
  desk = await aSyncedAccount()
  const inbox = async () => {
    const args = { filter: 'mine', channelId: null, search: '', after: null, limit: 10 } as const
    const [row] = (await desk.query('conversation.inbox', args)).rows
    return row && { pendingAct: row.pendingAct, owner: row.owner?.name, ...row.lastMessage }
  }
  expect(await inbox()).toBeUndefined()
  const opId = await desk.say('one')
  const shown = { owner: 'Mia', direction: 'out', text: 'one' }
  expect(await inbox()).toEqual({ ...shown, pendingAct: 'taking', unsent: true })
  const push = await desk.link.next('push')
  push.answer({ outcomes: [{ opId, status: 'accepted', seq: 11 }], head: 11 })
  await settle()
  expect(await inbox()).toEqual({ ...shown, pendingAct: null, unsent: false })
  desk.link.lines.at(-1)?.frame(frameOf(opId))
  await settle()
  expect(await inbox()).toEqual({ ...shown, pendingAct: null, unsent: false })
  expect(await desk.query('conversation.counts', { channelId: null })).toMatchObject({
    mine: 1,
    active: 1,
    unanswered: 0,
    all: 1
  })
})

test('a chain asked for offline carries the bases that the server will find', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  const chat = { conversationId: 'chat' as never }
  const bases: unknown[] = []
  for (const [type, args] of [
    ['message.send', { ...chat, text: 'first' }],
    ['message.send', { ...chat, text: 'second' }],
    ['conversation.finish', chat],
    ['message.send', { ...chat, text: 'one more thing' }]
  ] as const) {
    const header = await desk.query('conversation.header', chat)
    const base = { version: header?.ownerVersion ?? 0, inboundSeq: header?.inboundSeq ?? 0 }
    bases.push([header?.status, header?.pendingAct, base.version])
    await desk.ask(type, args, base)
  }
  expect(bases).toEqual([
    ['unanswered', null, 1],
    ['active', 'taking', 2],
    ['active', 'taking', 2],
    ['finished', 'finishing', 3]
  ])
  const header = await desk.query('conversation.header', chat)
  expect([header?.status, header?.pendingAct, header?.ownerVersion]).toEqual(['active', 'taking', 4])

  await desk.act('sync.set-offline', { offline: false })
  const push = await desk.link.next('push')
  expect(operationsOf(push.asked).map(({ base }) => base.version)).toEqual([1, 2, 2, 3])
})
