import { expect, test } from 'vitest'
import type { Topic } from '#shared/contract/ipc.ts'
import type { Desk } from '../../../src-renderer/bridge/desk.ts'
import { DeskError } from '../../../src-renderer/bridge/desk-error.ts'
import { createViewCache, viewKey } from '../../../src-renderer/bridge/view-cache.ts'

const NAME = 'conversation.counts'
const ARGS = { channelId: null }
const KEY = viewKey(NAME, ARGS)

/** Main at the far end of the bridge, which answers when the test says so. */
function farEnd() {
  const asked: {
    name: string
    answer: (value: unknown) => Promise<void>
    fail: (e: Error) => Promise<void>
  }[] = []
  let announce: (topics: readonly Topic[]) => void = () => {}
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  const desk = {
    query: (name: string) =>
      new Promise((resolve, reject) => {
        asked.push({
          name,
          answer: (value) => {
            resolve(value)
            return settled()
          },
          fail: (error) => {
            reject(error)
            return settled()
          }
        })
      }),
    subscribe: (listener: (topics: readonly Topic[]) => void) => {
      announce = listener
      return () => {}
    }
  } as unknown as Pick<Desk, 'query' | 'subscribe'>
  return { desk, asked, announce: (...topics: Topic[]) => announce(topics) }
}

function watched() {
  const main = farEnd()
  const views = createViewCache(main.desk)
  let paints = 0
  const watch = () => views.watch(KEY, NAME, ARGS, ['inbox'], () => paints++)
  const state = () => views.state(KEY, NAME, ARGS)
  return { main, views, watch, state, paints: () => paints }
}

test('a View is read once when it is opened, and painted', async () => {
  const { main, watch, state, paints } = watched()
  watch()
  expect(state()).toEqual({ data: undefined, error: null })
  await main.asked[0]?.answer('first')
  expect(state()).toEqual({ data: 'first', error: null })
  expect(paints()).toBe(1)
  expect(main.asked).toHaveLength(1)
})

test('an announced Topic reads it again, another Topic does not, and the old data stays meanwhile', async () => {
  const { main, watch, state } = watched()
  watch()
  await main.asked[0]?.answer('first')
  main.announce('canned')
  expect(main.asked).toHaveLength(1)
  main.announce('status', 'inbox')
  expect(main.asked).toHaveLength(2)
  expect(state().data).toBe('first')
  await main.asked[1]?.answer('second')
  expect(state().data).toBe('second')
})

test('many announcements while an answer travels ask once more, not once each', async () => {
  const { main, watch, state } = watched()
  watch()
  for (let i = 0; i < 20; i++) main.announce('inbox')
  expect(main.asked).toHaveLength(1)
  await main.asked[0]?.answer('old')
  expect(state().data).toBe('old')
  expect(main.asked).toHaveLength(2)
  await main.asked[1]?.answer('new')
  expect(state().data).toBe('new')
  expect(main.asked).toHaveLength(2)
})

test('a View that nobody watches is not read, but known to be old: it is painted at once and read again', async () => {
  const { main, watch, state } = watched()
  const stop = watch()
  await main.asked[0]?.answer('first')
  stop()
  main.announce('inbox')
  expect(main.asked).toHaveLength(1)
  watch()
  expect(state().data).toBe('first')
  expect(main.asked).toHaveLength(2)
})

test('a failure says why, keeps the data, and retry reads again', async () => {
  const { main, views, watch, state } = watched()
  watch()
  await main.asked[0]?.answer('first')
  main.announce('inbox')
  await main.asked[1]?.fail(new DeskError('failed', 'The disk is full.'))
  expect(state()).toEqual({ data: 'first', error: 'The disk is full.' })
  views.retry(KEY)
  await main.asked[2]?.answer('second')
  expect(state()).toEqual({ data: 'second', error: null })
})

test('an error that is not a sentence for people is not shown to them', async () => {
  const { main, watch, state } = watched()
  watch()
  await main.asked[0]?.fail(new TypeError("Cannot read properties of undefined (reading 'x')"))
  expect(state().error).toBe('The desk could not read this. Try again.')
})

test('when the session changes, nothing that the last person saw is left to paint', async () => {
  const { main, watch, state } = watched()
  const stop = watch()
  await main.asked[0]?.answer('for Mia')
  stop()
  main.announce('session')
  expect(state().data).toBeUndefined()
})

test('only the Views opened last are kept', async () => {
  const { main, views } = watched()
  for (let i = 0; i < 500; i++) {
    const args = { conversationId: `c${i}` }
    views.watch(viewKey('conversation.header', args), 'conversation.header', args as never, [], () => {})()
  }
  expect(views.size()).toBeLessThan(100)
  expect(main.asked.length).toBe(500)
})

test('a View that was preloaded is there when it is opened, and is not read again', async () => {
  const { main, views, watch, state } = watched()
  const preloaded = views.preload(KEY, NAME, ARGS, ['inbox'])
  await main.asked[0]?.answer('first')
  await preloaded
  expect(views.fresh(KEY)).toBe('first')
  expect(state()).toEqual({ data: 'first', error: null })
  watch()
  expect(main.asked).toHaveLength(1)
})

test('what is announced between the preloading and the opening is read when it is opened', async () => {
  const { main, views, watch, state } = watched()
  const preloaded = views.preload(KEY, NAME, ARGS, ['inbox'])
  await main.asked[0]?.answer('first')
  await preloaded
  main.announce('inbox')
  expect(views.fresh(KEY)).toBeUndefined()
  expect(main.asked).toHaveLength(1)
  watch()
  expect(state().data).toBe('first')
  await main.asked[1]?.answer('second')
  expect(state().data).toBe('second')
})

test('a preloading that fails is settled, and the View is read when it is opened', async () => {
  const { main, views, watch, state } = watched()
  const preloaded = views.preload(KEY, NAME, ARGS, ['inbox'])
  await main.asked[0]?.fail(new DeskError('signed_out', 'Nobody is signed in at this desk.'))
  await preloaded
  watch()
  await main.asked[1]?.answer('first')
  expect(state()).toEqual({ data: 'first', error: null })
})

test('an answer that says the same is not painted, and in another one what is the same is the same object', async () => {
  const { main, watch, state, paints } = watched()
  watch()
  const first = {
    rows: [
      { id: 'a', files: [1] },
      { id: 'b', files: [] }
    ],
    more: { next: null }
  }
  await main.asked[0]?.answer(first)
  main.announce('inbox')
  await main.asked[1]?.answer(structuredClone(first))
  expect(paints()).toBe(1)
  expect(state().data).toBe(first)

  main.announce('inbox')
  const moved = { rows: [{ id: 'c', files: [] }, ...structuredClone(first.rows)], more: { next: null } }
  await main.asked[2]?.answer(moved)
  expect(paints()).toBe(2)
  const now = state().data as unknown as typeof first
  expect(now).toEqual(moved)
  expect([now.rows[1], now.rows[2], now.more]).toEqual([first.rows[0], first.rows[1], first.more])
  expect(now.rows[1]).toBe(first.rows[0])
  expect(now.rows[2]).toBe(first.rows[1])
  expect(now.more).toBe(first.more)
})

test('an error that passes is painted, although the data is as before', async () => {
  const { main, views, watch, state, paints } = watched()
  watch()
  await main.asked[0]?.answer('first')
  main.announce('inbox')
  await main.asked[1]?.fail(new DeskError('failed', 'No.'))
  expect(paints()).toBe(2)
  views.retry(KEY)
  await main.asked[2]?.answer('first')
  expect(state()).toEqual({ data: 'first', error: null })
  expect(paints()).toBe(3)
})
