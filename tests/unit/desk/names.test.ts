import { afterEach, expect, test } from 'vitest'
import { MessageId, UserId } from '#shared/base/ids.ts'
import { answerPull, answerSnapshot, aSyncedAccount, type TestAccount } from '../../harness/account.ts'
import {
  aChannel,
  aConversation,
  aMessage,
  aRange,
  aUser,
  firstRows,
  posted,
  rowChange
} from '../../harness/rows.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

const tom = UserId.parse('tom')

async function names() {
  const args = { filter: 'all', channelId: null, search: '', after: null, limit: 5 } as const
  const [row] = (await desk.query('conversation.inbox', args)).rows
  const thread = { conversationId: 'chat' as never, before: null, limit: 5 }
  const author = (await desk.query('conversation.thread', thread)).bubbles.at(-1)?.author?.name
  return [row?.channelName, row?.channelColor, row?.owner?.name, author]
}

async function ownedByTom(): Promise<void> {
  desk = await aSyncedAccount()
  const conversation = aConversation({ status: 'active', ownerId: tom, lastPosition: 2, version: 2 })
  const message = aMessage({ id: MessageId.parse('m-2'), position: 2, direction: 'out', authorId: tom })
  desk.link.lines.at(-1)?.frame(aRange(10, 11, posted(11, message, conversation)))
  await settle()
}

test('a renamed colleague and a renamed channel are shown at the next look', async () => {
  await ownedByTom()
  expect(await names()).toEqual(['Green Shop', 3, 'Tom', 'Tom'])
  const channel = aChannel({ name: 'Blue Shop', color: 5, version: 2 })
  const colleague = aUser({ id: tom, name: 'Thomas', version: 2 })
  desk.link.lines
    .at(-1)
    ?.frame(
      aRange(11, 12, [rowChange('channel', channel, 12, channel.id), rowChange('user', colleague, 12, tom)])
    )
  await settle()
  expect(await names()).toEqual(['Blue Shop', 5, 'Thomas', 'Thomas'])
})

test('so are those of a whole new copy', async () => {
  await ownedByTom()
  expect(await names()).toEqual(['Green Shop', 3, 'Tom', 'Tom'])
  desk.link.lines.at(-1)?.heartbeat({ epoch: 'one', head: 99 })
  ;(await desk.link.next('changes')).fail({ kind: 'resync-required' })
  const rows = firstRows()
  rows.user = [aUser({ id: tom, name: 'Thomas', version: 2 })]
  rows.conversation = [aConversation({ status: 'active', ownerId: tom })]
  await answerSnapshot(desk.link, rows)
  await answerPull(desk.link, 10)
  await answerPull(desk.link, 10)
  await settle()
  expect((await names())[2]).toBe('Thomas')
})
