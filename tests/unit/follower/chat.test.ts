import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Chat } from '../../../src-follower/chat/chat.ts'
import { unsentStateOf } from '../../../src-follower/chat/state.ts'
import { type Running, startRunning } from '../server/conversation/running.ts'
import { aPhone } from './page-rig.ts'

const SLUG = 'northwind-coffee'

let server: Running
beforeAll(async () => {
  server = await startRunning()
})
afterAll(() => server.stop())

let phone: ReturnType<typeof aPhone>
let page: ReturnType<ReturnType<typeof aPhone>['open']>
beforeEach(async () => {
  phone = aPhone(server.url, SLUG)
  page = phone.open()
  await until(page.chat, (state) => state.ready)
  await page.chat.tellName('Amal')
  await phone.quiet()
})
afterEach(() => page.close())

function until(chat: Chat, condition: (state: ReturnType<Chat['getState']>) => boolean) {
  return vi.waitFor(() => expect(condition(chat.getState())).toBe(true))
}

function texts(chat: Chat) {
  return chat.getState().messages.map((message) => message.text)
}

function states(chat: Chat) {
  const state = chat.getState()
  return state.unsent.map((message) => unsentStateOf(message, state))
}

/** Closes the page and opens it again, as a reload does. */
async function reload() {
  page.close()
  page = phone.open()
  await until(page.chat, (state) => state.ready)
}

async function answer(text: string) {
  const conversationId = await phone.conversationId()
  const mia = await server.desk('mia')
  await mia.push('message.send', `conversation:${conversationId}`, { conversationId, text })
}

describe('[SV2] nothing that a follower writes is lost or doubled', () => {
  test('written offline, it waits on the device and goes out in order after a reload', async () => {
    phone.setWeather('no-network')
    for (const text of ['one', 'two', 'three']) page.chat.send(text)
    await until(page.chat, (state) => !state.reachable)
    expect(states(page.chat)).toEqual(['waiting', 'waiting', 'waiting'])
    phone.setWeather('fine')
    await reload()
    await until(page.chat, (state) => state.unsent.length === 0)
    expect(texts(page.chat)).toEqual(['one', 'two', 'three'])
  })

  test('when the answer is lost, the message is still there once', async () => {
    phone.setWeather('answer-lost')
    page.chat.send('once')
    await until(page.chat, (state) => !state.reachable)
    expect(states(page.chat)).toEqual(['waiting'])
    phone.setWeather('fine')
    page.chat.send('twice')
    await until(page.chat, (state) => state.unsent.length === 0)
    await reload()
    expect(texts(page.chat)).toEqual(['once', 'twice'])
  })

  test('it tries again by itself, later each time', async () => {
    phone.setWeather('no-network')
    page.chat.send('hello')
    const sends = () => phone.requests.filter((request) => request === 'POST messages').length
    for (const waitMs of [2000, 4000, 8000]) {
      await phone.quiet()
      const before = sends()
      phone.clock.advance(waitMs - 1)
      await phone.quiet()
      expect(sends()).toBe(before)
      phone.clock.advance(1)
      await phone.quiet()
      expect(sends()).toBe(before + 1)
    }
    phone.setWeather('fine')
    phone.clock.advance(16_000)
    await until(page.chat, (state) => state.unsent.length === 0 && state.reachable)
  })

  test('back online, it goes at once', async () => {
    phone.setWeather('no-network')
    page.network(false)
    page.chat.send('hello')
    await until(page.chat, (state) => !state.reachable)
    phone.setWeather('fine')
    page.network(true)
    await until(page.chat, (state) => state.unsent.length === 0 && state.reachable)
  })

  test('where the browser keeps nothing, it is sent all the same', async () => {
    phone.refuseStorage()
    await reload()
    page.chat.send('hello')
    await until(page.chat, (state) => texts(page.chat).includes('hello') && state.unsent.length === 0)
  })

  test('what the server refuses stays to be edited, and holds nothing up', async () => {
    page.chat.send('x'.repeat(4001))
    page.chat.send('short')
    await until(page.chat, () => texts(page.chat).includes('short'))
    const [refused] = page.chat.getState().unsent
    expect(refused?.refused).toContain('does not fit')
    expect(states(page.chat)).toEqual(['refused'])
    page.chat.discard(refused?.id ?? '')
    await reload()
    expect(page.chat.getState().unsent).toEqual([])
  })
})

describe('who writes', () => {
  test('a lost session asks for the name again and keeps the words', async () => {
    phone.forgetCookie()
    page.chat.send('hello')
    await until(page.chat, (state) => state.name === null)
    expect(states(page.chat)).toEqual(['kept'])
    await page.chat.tellName('Amal')
    await until(page.chat, (state) => state.unsent.length === 0)
    expect(texts(page.chat)).toEqual(['hello'])
  })

  test('a name that is none comes back with a sentence', async () => {
    phone.forgetCookie()
    expect(await page.chat.tellName('\u202e')).toContain('name')
    phone.setWeather('no-network')
    expect(await page.chat.tellName('Amal')).toContain('cannot be reached')
  })
})

describe('[CH1] while the chat is off', () => {
  test('what was written is kept, and goes out when it is on again', async () => {
    const channel = await server.storage.read((db) =>
      db.selectFrom('channels').select('id').where('slug', '=', SLUG).executeTakeFirstOrThrow()
    )
    const lena = await server.desk('lena')
    const set = (enabled: boolean) =>
      lena.push('channel.set-chat', `channel:${channel.id}`, { channelId: channel.id, enabled })
    await set(false)
    page.chat.send('hello')
    await until(page.chat, (state) => state.channel?.chatEnabled === false)
    expect(states(page.chat)).toEqual(['kept'])
    await reload()
    expect(states(page.chat)).toEqual(['kept'])
    await set(true)
    const { channel: known } = page.chat.getState()
    if (known) page.live().channel({ ...known, chatEnabled: true })
    await until(page.chat, (state) => state.unsent.length === 0)
    expect(texts(page.chat)).toEqual(['hello'])
  })
})

describe('answers', () => {
  test('that the live link skipped are asked for', async () => {
    page.chat.send('hello')
    await until(page.chat, (state) => state.unsent.length === 0)
    await answer('first')
    await answer('second')
    const last = {
      id: 'x',
      position: 4,
      direction: 'out',
      agentName: 'Mia',
      text: 'third',
      attachments: [] as never[],
      engagement: null,
      sentAtMs: 1
    } as const
    page.live().message({ ...last, id: last.id as never })
    await until(page.chat, (state) => state.messages.length === 4)
    expect(texts(page.chat)).toEqual(['hello', 'first', 'second', 'third'])
  })

  test('are delivered once they are painted, each position once', async () => {
    page.chat.send('hello')
    await until(page.chat, (state) => state.unsent.length === 0)
    await answer('first')
    page.live().up()
    await until(page.chat, (state) => state.messages.length === 2)
    const reports = () => phone.requests.filter((request) => request === 'POST delivered').length
    expect(reports()).toBe(0)
    for (const _again of [1, 2]) page.chat.painted(2)
    await vi.waitFor(async () => {
      const rows = await server.storage.read((db) =>
        db.selectFrom('conversations').select('delivered_position').where('last_text', '=', 'first').execute()
      )
      expect(rows.at(-1)?.delivered_position).toBe(2)
    })
    expect(reports()).toBe(1)
  })

  test('that could not be reported as delivered are reported later, without anything new', async () => {
    page.chat.send('hello')
    await until(page.chat, (state) => state.unsent.length === 0)
    await answer('first')
    page.live().up()
    await until(page.chat, (state) => state.messages.length === 2)
    phone.setWeather('no-network')
    page.chat.painted(2)
    await phone.quiet()
    phone.setWeather('fine')
    phone.clock.advance(2_000)
    await vi.waitFor(async () => {
      const rows = await server.storage.read((db) =>
        db.selectFrom('conversations').select('delivered_position').where('last_text', '=', 'first').execute()
      )
      expect(rows.at(-1)?.delivered_position).toBe(2)
    })
  })
})

describe('[CH7] typing', () => {
  const told = () => phone.requests.filter((one) => one === 'POST typing').length

  test('is told at once, now and then while it goes on, and when it is over; never while the live link is down', async () => {
    page.chat.typed('H')
    expect(told(), 'before the link is up').toBe(0)
    page.live().up()
    await phone.quiet()
    for (const text of ['H', 'He', 'Hel']) page.chat.typed(text)
    await phone.quiet()
    expect(told()).toBe(1)
    phone.clock.advance(3500)
    page.chat.typed('Hell')
    await phone.quiet()
    expect(told()).toBe(2)
    phone.clock.advance(5000)
    await phone.quiet()
    expect(told(), 'a pause ends it').toBe(3)
    page.chat.typed('Hello')
    page.chat.send('Hello')
    await phone.quiet()
    expect(told(), 'sending ends it').toBe(5)
  })

  test('of an agent is shown until the answer is here, or for some seconds', async () => {
    const name = () => page.chat.getState().agentTyping
    page.live().up()
    page.live().typing('Mia')
    expect(name()).toBe('Mia')
    phone.clock.advance(8000)
    expect(name()).toBeNull()
    page.live().typing('Mia')
    page.live().down()
    expect(name()).toBeNull()
    page.live().typing('Mia')
    page.live().typing(null)
    expect(name()).toBeNull()
  })
})
