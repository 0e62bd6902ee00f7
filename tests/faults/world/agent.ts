import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import type { Asked } from '../checker/evidence.ts'
import type { Testimony } from '../evidence/testimony.ts'
import type { Chance } from './chance.ts'
import type { Chats } from './chats.ts'
import { Died, type FaultyDesk, Troubled } from './faulty-desk.ts'
import { resolveRefused } from './refused.ts'

/** What an agent does, and how often beside the others. */
const ACTS = {
  reply: 8,
  burst: 3,
  type: 3,
  reply_with_file: 2,
  reply_in_shared: 3,
  take_shared: 2,
  finish_shared: 1,
  draft: 3,
  edit_response: 3,
  look: 1,
  resolve: 3
} as const
type Act = keyof typeof ACTS

const FILE_BYTES = 300_000
/** How many of the refused messages an agent sends once more. */
const RETRIED = 0.3

interface Sending {
  type: string
  lane: string
  args: object
  base: { version?: number; inboundSeq?: number }
  text?: string
  file?: string
}

/** Somebody at a desk: writes, takes, finishes, edits; and deals with what was refused. */
export class Agent {
  readonly desk: FaultyDesk
  readonly #number: number
  readonly #record: Testimony
  readonly #chance: Chance
  readonly #responseId = randomUUID()
  #chats: Chats
  /** whether the agent's own chat is the one on the screen of the desk that runs now */
  #isOpen = false
  #said = 0

  constructor(number: number, desk: FaultyDesk, chats: Chats, record: Testimony, chance: Chance) {
    this.#number = number
    this.desk = desk
    this.#chats = chats
    this.#record = record
    this.#chance = chance
  }

  /** Turns to other followers. */
  turnTo(chats: Chats): void {
    this.#chats = chats
    this.#isOpen = false
  }

  get #own(): { name: string; conversationId: string } {
    return this.#chats.own[this.#number] as { name: string; conversationId: string }
  }

  #words(what: string): string {
    return `${this.desk.firstName} ${what} ${++this.#said}`
  }

  /** Makes the response that this agent alone will edit. */
  async prepare(): Promise<void> {
    const categoryId = randomUUID()
    const name = `Of ${this.desk.firstName}`
    await this.#ask({
      type: 'canned-category.create',
      lane: `canned:${categoryId}`,
      args: { categoryId, name },
      base: {}
    })
    const responseId = this.#responseId
    const args = { responseId, categoryId, title: name, text: 'as it was' }
    await this.#ask({ type: 'canned-response.create', lane: `canned:${responseId}`, args, base: {} })
  }

  /** Asks the desk, and keeps what it says. */
  async #ask({ type, lane, args, base, text, file }: Sending): Promise<void> {
    const asked: Asked = {
      desk: this.#number,
      place: this.#record.nextPlace(),
      opId: null,
      type,
      lane,
      text: text ?? null,
      said: 'unknown',
      givenUpAtMs: null,
      file: file ?? null
    }
    this.#record.asked.push(asked)
    const outcome = await this.desk.submit({ type, args, base })
    if (outcome.ok) {
      asked.opId = outcome.opId
      asked.said = 'queued'
    } else {
      asked.said = 'refused'
      this.#record.tell(`${this.desk.firstName} is told ${outcome.code}: ${text ?? type}`)
    }
  }

  /** Works until told to stop, one thing after the other; waits while the desk is down. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (!this.desk.isUp) this.#isOpen = false
      else await this.#one(this.#chance.weighted(ACTS))
      await pause(this.#chance.between(60, 220))
    }
  }

  async #one(act: Act): Promise<void> {
    try {
      await this.#do(act)
    } catch (error) {
      if (!(error instanceof Died || error instanceof Troubled)) throw error
      if (error instanceof Died) this.#isOpen = false
      this.#record.tell(`${this.desk.firstName} ${act}: ${error.message}`)
    }
  }

  async #do(act: Act): Promise<void> {
    switch (act) {
      case 'reply':
        return this.#reply(this.#own.conversationId)
      case 'burst':
        for (let left = this.#chance.between(2, 5); left > 0; left--)
          await this.#reply(this.#own.conversationId)
        return
      case 'reply_with_file':
        return this.#replyWithFile()
      case 'reply_in_shared':
        return this.#reply(this.#chats.shared.conversationId)
      case 'take_shared':
        return this.#settle('conversation.take')
      case 'finish_shared':
        return this.#settle('conversation.finish')
      case 'draft':
        return this.#draft()
      case 'edit_response':
        return this.#edit()
      case 'type':
        return this.#type()
      case 'look':
        return this.look(null)
      case 'resolve':
        return this.resolve()
    }
  }

  async #header(conversationId: string): Promise<ConversationHeader | null> {
    return await this.desk.query('conversation.header', { conversationId: conversationId as never })
  }

  /** Pastes a text that nobody has seen before, and sends it. */
  async #replyWithFile(): Promise<void> {
    const added = await this.desk.addFile('noise.txt', randomBytes(FILE_BYTES / 2).toString('hex'))
    if (added.ok) await this.#reply(this.#own.conversationId, added.attachment)
    else this.#record.tell(`${this.desk.firstName} is told: ${added.message}`)
  }

  async #reply(conversationId: string, file?: Attachment): Promise<void> {
    const header = await this.#header(conversationId)
    if (!header) return
    const text = this.#words(file ? 'sends a file' : 'replies')
    await this.#ask({
      type: 'message.send',
      lane: `conversation:${conversationId}`,
      args: { conversationId, text, ...(file && { attachments: [file] }) },
      base: { version: header.ownerVersion, inboundSeq: header.inboundSeq },
      text,
      ...(file && { file: file.sha256 })
    })
  }

  /** Takes or finishes the conversation that a colleague wants too. */
  async #settle(type: 'conversation.take' | 'conversation.finish'): Promise<void> {
    const { conversationId } = this.#chats.shared
    const header = await this.#header(conversationId)
    if (!header) return
    const base = { version: header.ownerVersion, inboundSeq: header.inboundSeq }
    await this.#ask({ type, lane: `conversation:${conversationId}`, args: { conversationId }, base })
  }

  async #draft(): Promise<void> {
    const conversationId = this.#chats.shared.conversationId as never
    const text = this.#words('thinks')
    const note = (isSure: boolean) => this.#record.draft(this.#number, conversationId, text, isSure)
    try {
      const { saved } = await this.desk.act('conversation.save-draft', { conversationId, text })
      if (saved) note(true)
    } catch (error) {
      note(false)
      throw error
    }
  }

  async #edit(): Promise<void> {
    const { categories } = await this.desk.query('canned-response.library', {})
    const own = categories
      .flatMap(({ responses }) => responses)
      .find((one) => one.responseId === this.#responseId)
    if (!own) return
    const text = this.#words('edits')
    const [responseId, base] = [this.#responseId, { version: own.version }]
    const lane = `canned:${responseId}`
    await this.#ask({ type: 'canned-response.edit', lane, args: { responseId, text }, base, text })
  }

  /** Writes by keyboard into the window; what the window shows as the agent's own counts as promised. */
  async #type(): Promise<void> {
    await this.#open()
    const text = this.#words('types')
    const asked: Asked = {
      desk: this.#number,
      place: this.#record.nextPlace(),
      opId: null,
      type: 'message.send',
      lane: `conversation:${this.#own.conversationId}`,
      text,
      said: 'unknown',
      givenUpAtMs: null,
      file: null
    }
    this.#record.asked.push(asked)
    await alive(this.desk, async (chat) => {
      await chat.composer.fill(text)
      await chat.composer.press('Enter')
      await chat.bubble(text).waitFor({ timeout: 5000 })
      asked.said = 'shown'
    })
  }

  async #open(): Promise<void> {
    if (this.#isOpen) return
    const { app } = this.desk
    await alive(this.desk, async () => {
      await app.inbox.open(this.#own.name)
      this.#isOpen = true
    })
  }

  /**
   * What the agent sees of the own chat on the screen.
   * @param awaited the text that a last look waits for: a screen takes a moment to be painted
   */
  async look(awaited: string | null): Promise<void> {
    await this.#open()
    await alive(this.desk, async (chat) => {
      const last = awaited === null ? null : chat.bubble(awaited)
      await last?.waitFor({ timeout: 5000 }).catch(() => undefined)
      const shown = await chat.messages()
      const texts = shown.map(({ text }) => text)
      const { conversationId } = this.#own
      const who = `${this.desk.firstName}'s screen`
      this.#record.looks.push({ who, conversationId, texts, isLast: awaited !== null })
    })
  }

  /** Deals with what was refused. */
  async resolve(): Promise<void> {
    const { conversationId } = this.#chats.shared
    await resolveRefused(this.desk, this.#number, this.#record, async () => {
      return this.#chance.share() < RETRIED ? await this.#header(conversationId) : null
    })
  }
}

/** Works with the open chat of a window; the window may go at any moment. */
async function alive(
  desk: FaultyDesk,
  work: (chat: FaultyDesk['app']['chat']) => Promise<void>
): Promise<void> {
  try {
    await work(desk.app.chat)
  } catch (error) {
    throw desk.explain(error)
  }
}
