import type { Browser } from '@playwright/test'
import { FollowerPage } from '../../harness/follower-page.ts'
import type { Posted } from '../checker/evidence.ts'
import type { Testimony } from '../evidence/testimony.ts'
import { SLUG } from './http-follower.ts'

/** A follower with the real page in a real browser, which keeps by itself what is unsent. */
export class PhoneFollower {
  readonly name: string
  readonly #page: FollowerPage
  readonly #record: Testimony
  conversationId = ''

  private constructor(name: string, page: FollowerPage, record: Testimony) {
    this.name = name
    this.#page = page
    this.#record = record
  }

  /** Somebody new, with a first message. */
  static async join(url: string, browser: Browser, name: string, record: Testimony): Promise<PhoneFollower> {
    const page = await FollowerPage.visit(browser, url, SLUG)
    await page.tellName(name)
    const follower = new PhoneFollower(name, page, record)
    await follower.write(`${name} says hello`)
    await page.hasTexts([`${name} says hello`])
    const thread = await page.page.evaluate(
      async (slug) => (await fetch(`/follower/${slug}/thread`)).json() as Promise<{ conversationId: string }>,
      SLUG
    )
    follower.conversationId = thread.conversationId
    for (const posted of record.posted) {
      if (posted.follower === name) posted.conversationId = thread.conversationId
    }
    return follower
  }

  /** Writes; the page shows it at once and is responsible for it from then on. */
  async write(text: string): Promise<void> {
    const posted: Posted = {
      follower: this.name,
      conversationId: this.conversationId,
      place: this.#record.nextPlace(),
      id: null,
      text,
      said: 'unknown'
    }
    this.#record.posted.push(posted)
    await this.#page.write(text)
    posted.said = 'taken'
  }

  /** Whether the page says that all of its messages are with the server. */
  async isAtRest(): Promise<boolean> {
    const open = this.#page.page.locator('.message.sending, .message.waiting, .message.kept')
    return (await open.count()) === 0
  }

  /** @param awaited the text that a last look waits for: a page takes a moment to be told and painted */
  async read(awaited: string | null): Promise<void> {
    if (awaited !== null)
      await this.#page
        .message(awaited)
        .waitFor({ timeout: 20_000 })
        .catch(() => undefined)
    const texts = await this.#page.texts()
    const isLast = awaited !== null
    this.#record.looks.push({ who: this.name, conversationId: this.conversationId, texts, isLast })
  }

  async close(): Promise<void> {
    await this.#page.close()
  }
}
