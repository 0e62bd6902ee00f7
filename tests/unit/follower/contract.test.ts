import { expect, test } from 'vitest'
import {
  FOLLOWER_LIVE,
  FollowerChannel,
  FollowerMessage,
  FollowerThread,
  PATHS
} from '#shared/contract/wire.ts'
import { MESSAGE_MAX_FILES as SERVER_MAX_FILES } from '#shared/features/attachment/entities.ts'
import { MESSAGE_MAX_CHARS as SERVER_MAX } from '#shared/features/conversation/entities.ts'
import { pathsOf } from '../../../src-follower/chat/api.ts'
import { MESSAGE_MAX_FILES } from '../../../src-follower/chat/chat.ts'
import { LIVE_NAMESPACE, LIVE_PATH } from '../../../src-follower/chat/live-link.ts'
import { mintId } from '../../../src-follower/chat/mint-id.ts'
import { readMessage, readProblem, readThread } from '../../../src-follower/chat/read-reply.ts'
import { unbrokenTo, withMessages } from '../../../src-follower/chat/state.ts'
import { MESSAGE_MAX_CHARS } from '../../../src-follower/page/composer.tsx'

/*
 * The page takes only types from the contract, to stay small; what it repeats of it is compared here.
 */

const message = {
  id: 'm1',
  position: 2,
  direction: 'out',
  agentName: 'Mia',
  text: 'Hello',
  attachments: [{ sha256: 'a'.repeat(64), name: 'a.png', sizeBytes: 5, mediaType: 'image/png' }],
  engagement: {
    content: {
      type: 'promo',
      name: 'Refill',
      description: 'Bring your cup',
      buttonText: 'More info',
      url: 'https://coffee.example/',
      assets: []
    },
    outcome: 'seen',
    outcomeAtMs: 6
  },
  sentAtMs: 5
}
const thread = {
  channel: { slug: 'a', name: 'A', partnerName: 'B', color: 3, chatEnabled: true },
  follower: { name: 'Amal' },
  conversationId: 'c1',
  messages: [message],
  lastPosition: 2,
  fileLimits: { image: 1, video: 2, document: 3 }
}

test('the page and the contract name the same paths and limits', () => {
  const of = (path: string) => path.replace(':slug', 'acme')
  const { held, file, engagement, ...paths } = pathsOf('acme')
  expect([held('f'), file('f')]).toEqual(
    [PATHS.followerFileHeld, PATHS.followerFile].map((path) => of(path).replace(':sha256', 'f'))
  )
  expect(engagement('m1')).toBe(of(PATHS.followerEngagement).replace(':message', 'm1'))
  expect(MESSAGE_MAX_FILES).toBe(SERVER_MAX_FILES)
  expect(paths).toEqual({
    session: of(PATHS.followerSession),
    thread: of(PATHS.followerThread),
    messages: of(PATHS.followerMessages),
    delivered: of(PATHS.followerDelivered),
    typing: of(PATHS.followerTyping),
    uploads: of(PATHS.followerUploads)
  })
  expect({ path: LIVE_PATH, namespace: LIVE_NAMESPACE }).toEqual({
    path: PATHS.live,
    namespace: FOLLOWER_LIVE.namespace
  })
  expect(MESSAGE_MAX_CHARS).toBe(SERVER_MAX)
})

test.each([
  ['full', thread],
  ['of a stranger', { ...thread, follower: null, conversationId: null, messages: [], lastPosition: 0 }]
])('the page reads a thread as the contract does: %s', (_case, raw) => {
  expect(readThread(raw)).toEqual(FollowerThread.parse(raw))
})

test('every field of a thread is needed', () => {
  for (const shape of [FollowerThread, FollowerChannel, FollowerMessage]) {
    for (const field of Object.keys(shape.shape)) {
      const raw = structuredClone(thread)
      const part = shape === FollowerThread ? raw : shape === FollowerChannel ? raw.channel : raw.messages[0]
      Reflect.deleteProperty(part ?? {}, field)
      expect(() => readThread(raw), field).toThrow(TypeError)
    }
  }
})

test.each([null, 'text', [], { error: 'no' }, { error: { code: 1 } }])(
  'an answer that is not ours is no message and no problem of ours: %j',
  (raw) => {
    expect(() => readMessage(raw)).toThrow(TypeError)
    expect(readProblem(raw)).toEqual({ code: '', message: '' })
  }
)

test('ids are new each time and fit the contract', () => {
  const ids = Array.from({ length: 100 }, mintId)
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
})

test('messages stay in order whatever way they come, and a gap is seen', () => {
  const at = (position: number) => ({ ...readMessage(message), position })
  const some = withMessages([at(51), at(52)], [at(55), at(53), at(52)])
  expect(some.map(({ position }) => position)).toEqual([51, 52, 53, 55])
  expect(unbrokenTo(some)).toBe(53)
  expect(unbrokenTo(withMessages(some, [at(54)]))).toBe(55)
  expect(unbrokenTo([])).toBe(0)
})
