import { expect, type Locator, type Page } from '@playwright/test'

/** One message as a desk shows it. */
export interface ShownMessage {
  direction: string
  text: string
  /** how far an own message has come; null on the follower's */
  state: string | null
}

/** The conversation that is open at a desk. */
export class DeskChat {
  readonly #page: Page
  readonly header: Locator
  readonly status: Locator
  readonly composer: Locator
  readonly send: Locator
  readonly bubbles: Locator
  readonly refusals: Locator

  constructor(page: Page) {
    this.#page = page
    this.header = page.locator('.thread-header')
    this.status = this.header.locator('.ui-pill')
    this.composer = page.getByRole('textbox', { name: /^Message to / })
    this.send = page.locator('.composer').getByRole('button', { name: 'Send', exact: true })
    this.bubbles = page.getByRole('log').locator('.bubble-row')
    this.refusals = page.locator('.refused-message')
  }

  /** A button in the header: Take, Take over…, Finish, Reopen. */
  act(name: string): Locator {
    return this.header.getByRole('button', { name, exact: true })
  }

  bubble(text: string): Locator {
    return this.bubbles.filter({ has: this.#page.locator('.bubble-text', { hasText: text }) })
  }

  /** Writes and sends with Enter; returns once the desk shows it as its own. */
  async write(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
    await expect(this.bubble(text)).toHaveCount(1)
    await expect(this.composer).toHaveValue('')
  }

  async messages(): Promise<ShownMessage[]> {
    return await this.bubbles.evaluateAll((rows) =>
      rows.map((row) => ({
        direction: row.getAttribute('data-direction') ?? '',
        text: row.querySelector('.bubble-text')?.textContent ?? '',
        state: row.querySelector('.bubble')?.getAttribute('data-state') ?? null
      }))
    )
  }

  /** Waits until the thread consists of exactly these texts, in this order. */
  async hasTexts(texts: readonly string[], timeout = 15_000): Promise<void> {
    await expect.poll(async () => (await this.messages()).map(({ text }) => text), { timeout }).toEqual(texts)
  }

  /** Waits until the own message stands like this. */
  async hasState(text: string, state: string | RegExp, timeout = 15_000): Promise<void> {
    await expect(this.bubble(text).locator('.bubble')).toHaveAttribute('data-state', state, { timeout })
  }
}
