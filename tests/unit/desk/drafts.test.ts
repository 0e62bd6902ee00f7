import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { type OpenSqliteFile, openSqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { aSyncedAccount, TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { VirtualClock } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

const chat = { conversationId: ConversationId.parse('chat') }
const other = { conversationId: ConversationId.parse('other') }

test('[DR1, OB2] a draft and a queued reply survive a kill without warning', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'octopus-doomed-'))
  const child = spawn(process.execPath, [path.resolve('tests/harness/doomed-desk.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  await once(child, 'exit')
  const told = JSON.parse(line.toString()) as { saved: boolean; opId: string }
  expect(told.saved).toBe(true)

  desk = await new TestAccount({ link: new HandFlushedLink(), clock: new VirtualClock(), folder }).open()
  expect((await desk.query('conversation.draft', chat))?.text).toBe('half a thought')
  expect((await desk.query('outbox.list', {})).map(({ opId, args }) => [opId, args])).toEqual([
    [told.opId, { conversationId: 'other', text: 'a whole one' }]
  ])
}, 30_000)

test('[DR1] a draft belongs to one conversation and goes when it is emptied', async () => {
  desk = await aSyncedAccount()
  await desk.act('conversation.save-draft', { ...chat, text: 'one' })
  await desk.act('conversation.save-draft', { ...chat, text: 'one two' })
  expect(await desk.query('conversation.draft', chat)).toMatchObject({ ...chat, text: 'one two' })
  expect(await desk.query('conversation.draft', other)).toBeNull()
  await desk.act('conversation.save-draft', { ...chat, text: '' })
  expect(await desk.query('conversation.draft', chat)).toBeNull()
})

test('[DR2] sending takes the draft it was, and leaves any other', async () => {
  desk = await aSyncedAccount()
  await desk.act('conversation.save-draft', { ...chat, text: 'on my way \n' })
  await desk.act('conversation.save-draft', { ...other, text: 'not this one' })
  await desk.say('on my way')
  expect(await desk.query('conversation.draft', chat)).toBeNull()
  await desk.say('something else', 'other')
  expect(await desk.query('conversation.draft', other)).toMatchObject({ text: 'not this one' })
})

test('only a draft that comes or goes is announced, not every keystroke', async () => {
  desk = await aSyncedAccount()
  desk.topics.length = 0
  for (const text of ['o', 'on', 'one', '']) await desk.act('conversation.save-draft', { ...chat, text })
  expect(desk.topics).toEqual(['inbox', 'inbox'])
})

const file = (digit: string) => ({
  sha256: digit.repeat(64),
  name: `${digit}.png`,
  sizeBytes: 1,
  mediaType: 'image/png'
})

test('[CH8] a draft is one thing: what is not given stays, and it goes when nothing is left in it', async () => {
  desk = await aSyncedAccount()
  await desk.act('conversation.save-draft', { ...chat, engagementId: 'promo-1', mode: 'note' })
  await desk.act('conversation.save-draft', { ...chat, text: 'half' })
  await desk.act('conversation.change-draft-files', { ...chat, add: [file('a'), file('b')] })
  await desk.act('conversation.change-draft-files', {
    ...chat,
    add: [file('b'), file('c')],
    remove: [file('a').sha256]
  })
  expect(await desk.query('conversation.draft', chat)).toMatchObject({
    text: 'half',
    engagementId: 'promo-1',
    mode: 'note',
    attachments: [file('b'), file('c')]
  })
  await desk.act('conversation.save-draft', { ...chat, text: '', attachments: [] })
  expect(await desk.query('conversation.draft', chat)).toMatchObject({ text: '', engagementId: 'promo-1' })
  await desk.act('conversation.save-draft', { ...chat, engagementId: null })
  expect(await desk.query('conversation.draft', chat)).toBeNull()
})

test('[CH8] files that come to a draft are announced to its composer; more than it holds are named', async () => {
  desk = await aSyncedAccount()
  desk.topics.length = 0
  const many = Array.from({ length: 101 }, (_, n) => ({
    ...file('a'),
    sha256: n.toString(16).padStart(64, '0'),
    name: `${n}.png`
  }))
  expect(await desk.act('conversation.change-draft-files', { ...chat, add: many.slice(0, 60) })).toEqual({
    saved: true,
    left: []
  })
  expect(desk.topics).toEqual(['inbox', 'draft:chat'])
  expect(await desk.act('conversation.change-draft-files', { ...chat, add: many.slice(50, 100) })).toEqual({
    saved: true,
    left: []
  })
  expect(await desk.act('conversation.change-draft-files', { ...chat, add: many.slice(100) })).toEqual({
    saved: true,
    left: ['100.png']
  })
})

test('[DR1] typing waits for no disk, and is on it at most a second later, once for many keys', async () => {
  const waits: string[] = []
  const openFile: OpenSqliteFile = (options) => {
    const file = openSqliteFile(options)
    if (!options.path.endsWith('outbox.db')) return file
    return {
      ...file,
      transact(work) {
        waits.push('commit')
        return file.transact(work)
      },
      syncLog() {
        waits.push('flush')
        return file.syncLog()
      }
    }
  }
  desk = await aSyncedAccount({ openFile })
  waits.length = 0
  for (const text of ['o', 'on', 'one']) await desk.act('conversation.save-draft', { ...chat, text })
  expect(waits).toEqual([])
  await desk.clock.advance(1000)
  expect(waits).toEqual(['flush'])
  await desk.clock.advance(5000)
  expect(waits).toEqual(['flush'])
  await desk.act('conversation.save-draft', { ...chat, text: 'one two' })
  await desk.clock.advance(1000)
  expect(waits).toEqual(['flush', 'flush'])
  expect(desk.logged).toEqual([])
})
