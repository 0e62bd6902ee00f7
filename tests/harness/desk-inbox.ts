import type { Locator, Page } from '@playwright/test'

export type FilterName = 'Mine' | 'Unanswered' | 'Active' | 'Finished'

/** The list of conversations of a desk. */
export class DeskInbox {
  readonly #page: Page
  readonly list: Locator
  readonly rows: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.#page = page
    this.list = page.getByRole('listbox', { name: 'Conversations' })
    this.rows = this.list.getByRole('option')
    this.search = page.getByRole('searchbox', { name: 'Search a user to write to' })
  }

  /** The row of the follower's chat, in what is listed now. */
  row(followerName: string): Locator {
    return this.rows.filter({ has: this.#page.locator('.inbox-row-name', { hasText: followerName }) })
  }

  filter(name: FilterName): Locator {
    return this.#page.getByRole('radiogroup', { name: 'Which chats' }).getByRole('radio', { name })
  }

  async show(name: FilterName): Promise<void> {
    await this.filter(name).click()
  }

  /** The number on a filter. */
  async count(name: FilterName): Promise<number> {
    return Number(await this.filter(name).locator('.ui-count').textContent())
  }

  /** Opens the follower's chat by searching for it, whatever the filter. */
  async open(followerName: string): Promise<void> {
    await this.search.fill(followerName)
    await this.row(followerName).click()
    await this.#page.locator('.thread-header-name', { hasText: followerName }).waitFor()
    await this.search.fill('')
  }

  /** The names on screen, from the top. */
  async names(): Promise<string[]> {
    const rows = await this.rows.evaluateAll((elements) =>
      elements.map((element) => ({
        place: Number(element.getAttribute('aria-posinset')),
        name: element.querySelector('.inbox-row-name')?.textContent ?? ''
      }))
    )
    return rows.sort((a, b) => a.place - b.place).map(({ name }) => name)
  }
}
