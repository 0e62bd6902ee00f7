import { expect, test } from 'vitest'
import { memoryStore, openKept } from '../../../src-follower/chat/kept.ts'

function unsent(id: string) {
  return { id, text: `text of ${id}`, files: [], writtenAtMs: 1, refused: null }
}

test('two tabs add and remove without losing each other’s messages', () => {
  const store = memoryStore()
  const [one, two] = [openKept(store, 'acme', new EventTarget()), openKept(store, 'acme', new EventTarget())]
  one.add(unsent('a'))
  two.add(unsent('b'))
  one.add(unsent('c'))
  two.remove('a')
  expect(one.unsent().map((message) => message.id)).toEqual(['b', 'c'])
  one.refuse('b', 'Too long.')
  expect(two.unsent()[0]).toEqual({ ...unsent('b'), refused: 'Too long.' })
})

test('channels do not mix', () => {
  const store = memoryStore()
  const acme = openKept(store, 'acme', new EventTarget())
  acme.add(unsent('a'))
  acme.saveDraft('half a thought')
  const other = openKept(store, 'other', new EventTarget())
  expect([other.unsent(), other.draft()]).toEqual([[], ''])
})

test('a draft is kept as typed, and an empty one leaves nothing', () => {
  const store = memoryStore()
  const kept = openKept(store, 'acme', new EventTarget())
  kept.saveDraft(' half a thought\n')
  expect(openKept(store, 'acme', new EventTarget()).draft()).toBe(' half a thought\n')
  kept.saveDraft('')
  expect(store.getItem('octopus-chat/acme/draft')).toBeNull()
})

test.each(['not json', '{"a":1}', '[1, null, {"id": 1}]', 'null'])(
  'what is broken is not believed: %s',
  (raw) => {
    const store = memoryStore()
    store.setItem('octopus-chat/acme/unsent', raw)
    const kept = openKept(store, 'acme', new EventTarget())
    expect(kept.unsent()).toEqual([])
    kept.add(unsent('a'))
    expect(kept.unsent()).toEqual([unsent('a')])
  }
)

test('a full device goes on in memory', () => {
  const store = memoryStore()
  const kept = openKept(store, 'acme', new EventTarget())
  kept.add(unsent('a'))
  store.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  kept.add(unsent('b'))
  expect(kept.unsent().map((message) => message.id)).toEqual(['a', 'b'])
  kept.remove('a')
  expect(kept.unsent().map((message) => message.id)).toEqual(['b'])
  kept.remove('b')
  expect([kept.unsent(), store.getItem('octopus-chat/acme/unsent')]).toEqual([[], null])
})
