import { describe, expect, test } from 'vitest'
import { ENTITIES } from '#shared/contract/entities.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { judgeClaim, judgeHead } from '#shared/features/attachment/judge-file.ts'
import { HEAD_BYTES } from '#shared/features/attachment/kinds/kind.ts'
import { MESSAGE_MAX_CHARS } from '#shared/features/conversation/entities.ts'
import { missingIn } from '#shared/features/engagement/content.ts'
import { Engagement } from '#shared/features/engagement/entities.ts'
import { topics } from '../../../src-server/demo/dialogues/list.ts'
import type { Plot, Turn } from '../../../src-server/demo/dialogues/topic.ts'
import { demoFile } from '../../../src-server/demo/engagements/media.ts'
import { generateDemo } from '../../../src-server/demo/generate.ts'
import { DEMO_PASSWORD } from '../../../src-server/demo/people.ts'
import { phrases } from '../../../src-server/demo/phrases.ts'
import type { DemoConversation, DemoTenant } from '../../../src-server/demo/shapes.ts'
import { slotExists } from '../../../src-server/demo/slots.ts'
import { slotsOf } from '../../../src-server/demo/template.ts'

const nowMs = Date.UTC(2026, 4, 13, 14, 20)
const dayMs = 86_400_000

const demo = generateDemo({ seed: 7, nowMs })
const chats = [...demo.conversations()]
const newestFirst = [...chats].reverse()

function whole(tenant: DemoTenant): string {
  return JSON.stringify({ ...tenant, conversations: [...tenant.conversations()] })
}

function withStatus(status: string): DemoConversation[] {
  return chats.filter(({ conversation }) => conversation.status === status)
}

function userNamed(login: string): string {
  const user = demo.users.find(({ email }) => email === `${login}@demo.octopus.test`)
  if (!user) throw new Error(`nobody signs in as ${login}`)
  return user.id
}

function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1)
  if (last === undefined) throw new Error('an empty list has no last item')
  return last
}

describe('the demo tenant', () => {
  test('is the same for the same seed and moment, and another for another seed', () => {
    const small = { nowMs, conversations: 60 }
    const first = whole(generateDemo({ seed: 1, ...small }))
    expect(whole(generateDemo({ seed: 1, ...small }))).toBe(first)
    expect(whole(generateDemo({ seed: 2, ...small }))).not.toBe(first)
  })

  test('streams the same conversations every time they are asked for', () => {
    expect(JSON.stringify([...demo.conversations()])).toBe(JSON.stringify(chats))
  })

  test('has the people, channels and library of a working help desk', () => {
    expect(demo.channels.map(({ slug }) => slug)).toContain('northwind-coffee')
    expect(demo.channels.filter(({ chatEnabled }) => !chatEnabled)).toHaveLength(1)
    expect(demo.channels).toHaveLength(4)
    expect(demo.users.map(({ role }) => role).sort()).toEqual(['admin', ...Array(5).fill('agent'), 'lead'])
    expect(demo.users.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Mia Hoffmann', 'Tom Becker', 'Lena Fischer', 'Adam Novak'])
    )
    expect(DEMO_PASSWORD.length).toBeGreaterThanOrEqual(12)
    expect([demo.categories.length, demo.responses.length]).toEqual([9, 60])
    expect(demo.partners).toHaveLength(40)
    expect(demo.followers).toHaveLength(300)
  })

  test('has engagements of every type, about five each', () => {
    const counts = new Map<string, number>()
    for (const { content } of demo.engagements) counts.set(content.type, (counts.get(content.type) ?? 0) + 1)
    expect([...counts.keys()].sort()).toEqual(
      ['coupon', 'message', 'promo', 'ringtone', 'sticker-pack', 'wallpaper'].sort()
    )
    for (const count of counts.values()) expect(count).toBeGreaterThanOrEqual(4)
    expect(new Set(demo.engagements.map(({ state }) => state))).toEqual(
      new Set(['draft', 'active', 'finished'])
    )
    for (const engagement of demo.engagements) {
      expect(Engagement.parse(engagement)).toEqual(engagement)
      if (engagement.state === 'active') expect(missingIn(engagement.content, nowMs)).toEqual([])
    }
  })

  test('has for every ad the picture or video that it names', () => {
    const ads = demo.requests.filter(({ kind }) => kind === 'ad')
    const shown = new Set<string>()
    for (const { content, files } of ads) {
      const [named] = kindNamed('ad')?.files(content) ?? []
      const [file] = files
      if (!named || !file) throw new Error('an ad without a file')
      const { bytes } = demoFile(file.name)
      const kind = judgeClaim({ name: file.name, sizeBytes: bytes.length }, USUAL_FILE_LIMITS)
      if (!kind.ok) throw new Error(kind.error.message)
      expect(judgeHead(kind.value, file.name, bytes.subarray(0, HEAD_BYTES)).ok).toBe(true)
      expect([file.sha256, file.mediaType, named.as]).toEqual([
        named.sha256,
        kind.value.mediaType,
        kind.value.class
      ])
      shown.add(String(content.format))
    }
    expect([...shown].sort()).toEqual(['banner', 'interstitial', 'native', 'video'])
  })

  test('has pending and decided requests of all five kinds; only rejections give a reason', () => {
    for (const kind of ['partnership', 'add-on', 'broadcast', 'advertising-package', 'ad']) {
      const ofKind = demo.requests.filter((request) => request.kind === kind)
      expect(ofKind.filter(({ decision }) => !decision).length).toBeGreaterThan(3)
      expect(ofKind.filter(({ decision }) => decision?.outcome === 'approved').length).toBeGreaterThan(3)
    }
    for (const request of demo.requests) {
      expect(request.decision?.reason != null).toBe(request.decision?.outcome === 'rejected')
      expect(request.decision?.atMs ?? nowMs).toBeGreaterThan(request.requestedAtMs)
      expect(() => kindNamed(request.kind)?.fields(request.content)).not.toThrow()
    }
    expect(demo.requests.some(({ decision }) => decision?.outcome === 'rejected')).toBe(true)
  })

  test('has names in every script, with emoji, of one letter and very long', () => {
    const names = demo.followers.map(({ name }) => name)
    const scripts = [
      'Arabic',
      'Hebrew',
      'Han',
      'Hiragana',
      'Hangul',
      'Cyrillic',
      'Greek',
      'Devanagari',
      'Thai'
    ]
    for (const script of scripts) {
      expect(
        names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)),
        script
      ).toBe(true)
    }
    expect(names.some((name) => /[éüøłčñ]/.test(name))).toBe(true)
    expect(names.some((name) => /\p{Extended_Pictographic}/u.test(name))).toBe(true)
    expect(names.some((name) => name.length === 1)).toBe(true)
    expect(names.some((name) => name.length > 80)).toBe(true)
    expect(new Set(names).size).toBeGreaterThan(290)
  })

  test('uses every id once', () => {
    const { channels, users, followers, categories, responses, engagements, partners, requests } = demo
    const rows = [channels, users, followers, categories, responses, engagements, partners, requests].flat()
    const ids = [
      demo.tenant.id,
      ...rows.map(({ id }) => id),
      ...chats.flatMap(({ conversation, messages }) => [conversation.id, ...messages.map(({ id }) => id)])
    ]
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('consists of rows that the wire accepts', () => {
    const rows: Record<string, readonly unknown[]> = {
      user: demo.users,
      channel: demo.channels,
      follower: demo.followers,
      'canned-category': demo.categories,
      'canned-response': demo.responses,
      conversation: chats.map(({ conversation }) => conversation),
      message: chats.flatMap(({ messages }) => messages),
      'read-mark': chats.flatMap(({ readMarks }) => readMarks)
    }
    for (const { name, row } of ENTITIES) {
      for (const each of rows[name] ?? []) expect(row.safeParse(each).error?.message).toBeUndefined()
    }
    expect(Object.keys(rows).every((name) => ENTITIES.some((entity) => entity.name === name))).toBe(true)
  })
})

describe('the demo conversations', () => {
  test('are as many as asked for, of natural length, at most one per follower and channel', () => {
    const messages = chats.reduce((sum, chat) => sum + chat.messages.length, 0)
    expect(chats).toHaveLength(800)
    expect(messages / chats.length).toBeGreaterThan(8.5)
    expect(messages / chats.length).toBeLessThan(10.5)
    const pairs = chats.map(({ conversation }) => `${conversation.channelId} ${conversation.followerId}`)
    expect(new Set(pairs).size).toBe(800)
  })

  test('are mostly finished, with 25 unanswered and 40 active, eight of them held by Mia', () => {
    expect(withStatus('unanswered')).toHaveLength(25)
    expect(withStatus('active')).toHaveLength(40)
    expect(withStatus('finished')).toHaveLength(735)
    const mine = withStatus('active').filter(({ conversation }) => conversation.ownerId === userNamed('mia'))
    const unread = mine.filter(({ conversation, readMarks }) => {
      const mark = readMarks.find(({ userId }) => userId === conversation.ownerId)
      return (mark?.inboundSeq ?? 0) < conversation.inboundSeq
    })
    expect(mine).toHaveLength(8)
    expect(unread.length).toBeGreaterThan(0)
    expect(unread.length).toBeLessThan(8)
  })

  test('stand as their last messages say', () => {
    for (const { conversation, messages } of chats) {
      const last = lastOf(messages)
      const lastIn = messages.findLast(({ direction }) => direction === 'in')
      expect(conversation.lastMessage?.atMs).toBe(last.sentAtMs)
      expect(conversation.ownerId === null).toBe(conversation.status === 'unanswered')
      if (conversation.status === 'unanswered') expect(last.direction).toBe('in')
      if (conversation.status === 'active') {
        const mine = messages.findLast(({ direction }) => direction === 'out')
        expect(mine?.authorId).toBe(conversation.ownerId)
      }
      if (conversation.status === 'finished') {
        expect(conversation.ownedAtMs).toBeGreaterThanOrEqual(lastIn?.sentAtMs ?? 0)
        expect(conversation.ownedAtMs).toBeLessThanOrEqual(nowMs)
      }
    }
  })

  test('are numbered without gaps, in the order of time, and count what came in', () => {
    for (const { conversation, messages, readMarks } of chats) {
      expect(messages.map(({ position }) => position)).toEqual(messages.map((_, index) => index + 1))
      expect(conversation.lastPosition).toBe(messages.length)
      expect(conversation.inboundSeq).toBe(messages.filter(({ direction }) => direction === 'in').length)
      expect(messages[0]?.direction).toBe('in')
      for (const [index, message] of messages.entries()) {
        expect(message.sentAtMs).toBeGreaterThan(messages[index - 1]?.sentAtMs ?? 0)
        expect(message.authorId === null).toBe(message.direction === 'in')
      }
      for (const mark of readMarks) expect(mark.inboundSeq).toBeLessThanOrEqual(conversation.inboundSeq)
    }
  })

  test('are yielded by their last activity, over two months and up to the last minutes', () => {
    const activity = chats.map(({ conversation }) => conversation.lastActivityMs)
    expect(activity).toEqual([...activity].sort((a, b) => a - b))
    expect(nowMs - lastOf(activity)).toBeGreaterThan(0)
    expect(nowMs - lastOf(activity)).toBeLessThan(5 * 60_000)
    expect(activity.filter((time) => time > nowMs - 3_600_000).length).toBeGreaterThan(15)
    expect(nowMs - (activity[0] ?? nowMs)).toBeGreaterThan(55 * dayMs)
    expect(nowMs - Math.min(...chats.map((chat) => chat.conversation.createdAtMs))).toBeLessThan(64 * dayMs)
  })

  test('are not open in the channel whose chat is off', () => {
    const off = demo.channels.find(({ chatEnabled }) => !chatEnabled)
    const there = chats.filter(({ conversation }) => conversation.channelId === off?.id)
    expect(there.length).toBeGreaterThan(5)
    expect(there.every(({ conversation }) => conversation.status === 'finished')).toBe(true)
  })

  test('show different last lines: none more than three times among the 50 newest', () => {
    const times = new Map<string, number>()
    for (const { conversation } of newestFirst.slice(0, 50)) {
      const text = conversation.lastMessage?.text ?? ''
      times.set(text, (times.get(text) ?? 0) + 1)
    }
    expect(Math.max(...times.values())).toBeLessThanOrEqual(3)
    expect(times.size).toBeGreaterThan(40)
  })

  test('hold texts of every shape: right-to-left, emoji only, links, many lines, very long', () => {
    const texts = chats.flatMap(({ messages }) => messages.map(({ text }) => text))
    expect(texts.some((text) => /^\p{Script=Arabic}/u.test(text))).toBe(true)
    expect(texts.some((text) => /^\p{Script=Hebrew}/u.test(text))).toBe(true)
    expect(texts.some((text) => /\p{Script=Hiragana}/u.test(text))).toBe(true)
    expect(texts.some((text) => /^(?:\p{Extended_Pictographic}|\u200d|\ufe0f)+$/u.test(text))).toBe(true)
    expect(texts.some((text) => text.includes('https://'))).toBe(true)
    expect(texts.some((text) => text.split('\n').length > 3)).toBe(true)
    expect(Math.max(...texts.map((text) => text.length))).toBeGreaterThan(1500)
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(MESSAGE_MAX_CHARS)
    expect(texts.filter((text) => text === '' || text !== text.trim() || /[{}[\]]/.test(text))).toEqual([])
  })

  test('use no slot that does not exist, in wordings that are seldom drawn either', () => {
    const turnsOf = (plot: Plot): Turn[] =>
      plot.flatMap((step) => ('either' in step ? step.either.flatMap(turnsOf) : [step]))
    const wordings = topics.flatMap(({ plots }) => plots.flatMap(turnsOf)).flatMap((turn) => turn.wordings)
    const slots = [...wordings, ...Object.values(phrases).flat()].flatMap(slotsOf)
    expect(slots.length).toBeGreaterThan(500)
    expect(slots.filter((slot) => !slotExists(slot))).toEqual([])
  })

  test('open with the follower and are always answered, whichever way a plot takes', () => {
    const answered = (plot: Plot): boolean =>
      plot.some((step) =>
        'either' in step ? step.either.every(answered) : step.speaker === 'agent' && step.odds === 1
      )
    const openings = (plot: Plot): Turn[] => {
      const [first] = plot
      if (!first) return []
      return 'either' in first ? first.either.flatMap(openings) : [first]
    }
    for (const { name, plots } of topics) {
      expect(plots.every(answered), name).toBe(true)
      for (const opening of plots.flatMap(openings))
        expect([opening.speaker, opening.odds]).toEqual(['follower', 1])
    }
  })

  test('come in about the wanted total, and one of them as long as wanted', () => {
    const large = generateDemo({
      seed: 3,
      nowMs,
      conversations: 1000,
      messages: 40_000,
      longestMessages: 3000
    })
    const lengths = [...large.conversations()].map(({ messages }) => messages.length)
    const longest = Math.max(...lengths)
    const others = lengths.reduce((sum, length) => sum + length, 0) - longest
    expect(Math.abs(longest - 3000)).toBeLessThan(20)
    expect(Math.abs(others - 40_000) / 40_000).toBeLessThan(0.03)
  })
})
