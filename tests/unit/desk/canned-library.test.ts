import { afterEach, expect, test } from 'vitest'
import { ConversationId, ResponseId } from '#shared/base/ids.ts'
import { answerPull, answerSnapshot, aSyncedAccount, TestAccount } from '../../harness/account.ts'
import { HandFlushedLink, operationsOf } from '../../harness/hand-flushed-link.ts'
import { aCategory, aRange, aResponse, aUser, firstRows, rowChange } from '../../harness/rows.ts'
import { settle, VirtualClock } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

const conversationId = ConversationId.parse('chat')
const library = async () =>
  (await desk.query('canned-response.library', {})).categories.map(({ name, pending, responses }) => ({
    name,
    pending,
    responses: responses.map((response) => [response.title, response.pending, response.version])
  }))
const search = async (query: string) =>
  (await desk.query('canned-response.search', { query, conversationId, limit: 20 })).map(({ title }) => title)

async function offline(): Promise<void> {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
}

test('[PL9] what is made, edited and removed offline shows at once, and is found', async () => {
  await offline()
  await desk.ask('canned-category.create', { categoryId: 'new', name: 'Delivery' })
  await desk.ask('canned-response.create', {
    responseId: 'r',
    categoryId: 'new',
    title: 'Late',
    text: 'Sorry'
  })
  await desk.ask('canned-response.edit', { responseId: 'welcome', title: 'Warm welcome' }, { version: 1 })
  expect(await library()).toEqual([
    { name: 'Greetings', pending: null, responses: [['Warm welcome', 'editing', 1]] },
    { name: 'Delivery', pending: 'creating', responses: [['Late', 'creating', 1]] }
  ])
  expect(await search('late')).toEqual(['Late'])
  expect(await search('warm')).toEqual(['Warm welcome'])

  await desk.ask('canned-response.remove', { responseId: 'welcome' }, { version: 1 })
  expect((await library())[0]?.responses).toEqual([['Warm welcome', 'removing', 1]])
  expect(await search('warm')).toEqual([])
})

test('[CF7] an edit that met another one stands beside it with both texts', async () => {
  desk = await aSyncedAccount()
  const edit = await desk.ask('canned-response.edit', { responseId: 'welcome', text: 'mine' }, { version: 1 })
  const push = await desk.link.next('push')
  const theirs = aResponse({ text: 'theirs', version: 2 })
  desk.link.lines.at(-1)?.frame(aRange(10, 11, [rowChange('canned-response', theirs, 11, 'welcome')]))
  const detail = { byName: 'Tom', current: { text: 'theirs' } }
  push.answer({ outcomes: [{ opId: edit, status: 'rejected', code: 'edit_conflict', detail }], head: 11 })
  await settle()
  const [category] = (await desk.query('canned-response.library', {})).categories
  expect(category?.responses[0]).toMatchObject({
    text: 'theirs',
    version: 2,
    pending: null,
    refusal: { opId: edit, code: 'edit_conflict', detail }
  })
})

test('[OB4, OB5] what the server refused to create stays visible with its text, and is not offered for use', async () => {
  desk = await aSyncedAccount()
  const args = { responseId: 'r', categoryId: 'greetings', title: 'Late', text: 'Sorry' }
  const create = await desk.ask('canned-response.create', args)
  await desk.link.next('push').then((push) =>
    push.answer({
      outcomes: operationsOf(push.asked).map(({ opId }) => ({
        opId,
        status: 'rejected',
        code: 'forbidden',
        detail: {}
      })),
      head: 10
    })
  )
  await settle()
  const [category] = (await desk.query('canned-response.library', {})).categories
  expect(category?.responses.at(-1)).toMatchObject({
    title: 'Late',
    refusal: { opId: create, code: 'forbidden' }
  })
  expect(await search('late')).toEqual([])
})

test('search follows what arrives, and fills variables in', async () => {
  desk = await aSyncedAccount()
  const [hit] = await desk.query('canned-response.search', { query: 'welc', conversationId, limit: 5 })
  expect(hit).toMatchObject({ categoryName: 'Greetings', resolved: 'Hello Amal', titleRanges: [[0, 4]] })
  const nobody = await desk.query('canned-response.search', { query: 'welc', conversationId: null, limit: 5 })
  expect(nobody[0]?.resolved).toBe('Hello there')

  const renamed = aCategory({ name: 'Openings', version: 2 })
  const more = aResponse({ id: ResponseId.parse('bye'), title: 'Goodbye', version: 1, position: 2 })
  const gone = {
    seq: 11,
    type: 'x',
    entity: 'canned-response',
    id: 'welcome',
    kind: 'tombstone',
    version: 9
  } as const
  desk.link.lines
    .at(-1)
    ?.frame(
      aRange(10, 11, [
        rowChange('canned-category', renamed, 11, 'greetings'),
        rowChange('canned-response', more, 11, 'bye'),
        gone
      ])
    )
  await settle()
  expect(await search('openings')).toEqual(['Goodbye'])
  expect(await search('welcome')).toEqual([])
})

test('what this agent uses stands before what matches as well', async () => {
  const rows = firstRows()
  rows['canned-response'] = ['a', 'b', 'c'].map((id, position) =>
    aResponse({ id: ResponseId.parse(id), title: `Refund ${id}`, text: 'the same', position })
  )
  desk = await new TestAccount({ link: new HandFlushedLink(), clock: new VirtualClock() }).open()
  await answerSnapshot(desk.link, rows)
  await answerPull(desk.link, 10)
  await settle()
  expect(await search('refund')).toEqual(['Refund a', 'Refund b', 'Refund c'])
  await desk.act('canned-response.used', { responseId: 'c' })
  expect(await search('refund')).toEqual(['Refund c', 'Refund a', 'Refund b'])
  expect(await search('')).toEqual(['Refund c', 'Refund a', 'Refund b'])
  await desk.restart()
  expect(await search('refund')).toEqual(['Refund c', 'Refund a', 'Refund b'])
})

test('[CR4, CR5] a move shows at once, offline too, and a refused one leaves things where they are', async () => {
  desk = await aSyncedAccount()
  const titles = async () =>
    (await desk.query('canned-response.library', {})).categories.map(({ name, responses }) => [
      name,
      ...responses.map(({ title, pending }) => (pending ? `${title}, ${pending}` : title))
    ])
  const add = (responseId: string, title: string) =>
    desk.ask('canned-response.create', { responseId, categoryId: 'greetings', title, text: title })
  await add('b', 'B')
  await desk.ask('canned-category.create', { categoryId: 'other', name: 'Other' })
  const move = { responseId: 'welcome', categoryId: 'greetings', afterId: 'b' }
  await desk.ask('canned-response.move', move)
  expect(await titles()).toEqual([['Greetings', 'B, creating', 'Welcome, moving'], ['Other']])
  await desk.ask('canned-response.move', { ...move, categoryId: 'other', afterId: 'b' })
  expect(await titles()).toEqual([
    ['Greetings', 'B, creating'],
    ['Other', 'Welcome, moving']
  ])
  await desk.ask('canned-category.move', { categoryId: 'other', afterId: null })
  expect((await titles()).map(([name]) => name)).toEqual(['Other', 'Greetings'])
})

test('[CR4] what is mine alone stays mine when its category is gone', async () => {
  desk = await aSyncedAccount()
  await desk.ask('canned-response.edit', { responseId: 'welcome', scope: 'personal' }, { version: 1 })
  const [category] = (await desk.query('canned-response.library', {})).categories
  expect(category?.responses).toMatchObject([{ isPersonal: true, pending: 'editing' }])
  const mine = aResponse({ ownerId: aUser().id, version: 2 })
  const gone = {
    type: 'x',
    entity: 'canned-category',
    id: 'greetings',
    kind: 'tombstone',
    version: 9
  } as const
  desk.link.lines
    .at(-1)
    ?.frame(aRange(10, 12, [rowChange('canned-response', mine, 11, 'welcome'), { ...gone, seq: 12 }]))
  await settle()
  expect((await desk.query('canned-response.library', {})).categories).toMatchObject([
    { isLoose: true, responses: [{ responseId: 'welcome', isPersonal: true }] }
  ])
  expect(await search('welcome')).toEqual(['Welcome'])
})

test('[CR4] a digit belongs to one response at a time, and inserts it with the names filled in', async () => {
  desk = await aSyncedAccount()
  const one = (digit: number) => desk.query('canned-response.one', { conversationId, which: { digit } })
  await desk.act('canned-response.set-digit', { responseId: 'welcome', digit: 3 })
  expect(await one(3)).toMatchObject({ title: 'Welcome', resolved: 'Hello Amal', digit: 3 })
  await desk.ask('canned-response.create', {
    responseId: 'b',
    categoryId: 'greetings',
    title: 'B',
    text: 'B'
  })
  await desk.act('canned-response.set-digit', { responseId: 'b', digit: 3 })
  expect(await one(3)).toMatchObject({ title: 'B' })
  const [category] = (await desk.query('canned-response.library', {})).categories
  expect(category?.responses.map(({ digit }) => digit)).toEqual([null, 3])
  await desk.act('canned-response.set-digit', { responseId: 'b', digit: null })
  expect(await one(3)).toBe(null)
})

test('[CR4] a colleague’s use changes the counts, and nothing that is searched', async () => {
  desk = await aSyncedAccount()
  const used = aResponse({ usage: { inserted: 4, edited: 1, lastUsedAtMs: 5 }, version: 2 })
  desk.topics.length = 0
  desk.link.lines.at(-1)?.frame(aRange(10, 11, [rowChange('canned-response', used, 11, 'welcome')]))
  await settle()
  expect(desk.topics).toContain('canned-usage')
  expect(desk.topics).not.toContain('canned')
  const [category] = (await desk.query('canned-response.library', {})).categories
  expect(category?.responses).toMatchObject([{ usage: { inserted: 4, edited: 1, lastUsedAtMs: 5 } }])
})
