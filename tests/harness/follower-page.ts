import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'

const PHONE = { width: 390, height: 780 }

/** Wiped phones, to be handed to the next follower: to make a new one costs two seconds of a processor. */
const spares = new WeakMap<Browser, BrowserContext[]>()

async function newPhone(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true })
  await context.newPage()
  return context
}

/**
 * Leaves on a phone nothing of what its follower did and was.
 * @returns false if it cannot be wiped, for want of the server whose page it shows
 */
async function wiped(context: BrowserContext, page: Page): Promise<boolean> {
  page.removeAllListeners()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.setOffline(false)
  const { origin } = new URL(page.url())
  // a page of the same site: to leave the site would end the process that is to be spared
  const left = await page.goto(`${origin}/healthz`).catch(() => null)
  if (!left) return false
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(PHONE)
  await context.clearCookies()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await devtools.detach()
  return true
}

/** A follower with a phone of their own, on a channel's chat page in a real browser. */
export class FollowerPage {
  readonly page: Page
  readonly composer: Locator
  readonly messages: Locator
  readonly #browser: Browser
  readonly #context: BrowserContext
  readonly #reported: string[] = []

  private constructor(browser: Browser, context: BrowserContext, page: Page) {
    this.#browser = browser
    this.#context = context
    this.page = page
    this.composer = page.getByRole('textbox', { name: 'Write a message' })
    this.messages = page.locator('.thread-list .message')
    page.on('pageerror', (error) => this.#reported.push(String(error.stack)))
    page.on('console', (message) => {
      if (message.type() === 'error') this.#reported.push(message.text())
    })
  }

  /** Opens the page of a channel in a browser that has never been there. */
  static async visit(browser: Browser, serverUrl: string, slug: string): Promise<FollowerPage> {
    const context = spares.get(browser)?.pop() ?? (await newPhone(browser))
    const [page] = context.pages()
    if (!page) throw new Error('a phone has one page')
    page.setDefaultTimeout(15_000)
    const follower = new FollowerPage(browser, context, page)
    await page.goto(`${serverUrl}/c/${slug}`)
    return follower
  }

  async tellName(name: string): Promise<void> {
    await this.page.getByLabel('What should we call you?').fill(name)
    await this.page.getByRole('button', { name: 'Start chatting' }).click()
    await this.composer.waitFor()
  }

  /** Writes and sends; returns once the page shows it. */
  async write(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(this.message(text)).toHaveCount(1)
  }

  message(text: string): Locator {
    return this.messages.filter({ has: this.page.locator('.bubble', { hasText: text }) })
  }

  async texts(): Promise<string[]> {
    return await this.messages.locator('.bubble').allTextContents()
  }

  /** Waits until the thread consists of exactly these texts, in this order, all of them at the server. */
  async hasTexts(texts: readonly string[], timeout = 15_000): Promise<void> {
    await expect.poll(() => this.texts(), { timeout }).toEqual(texts)
    await expect(this.page.locator('.message.sending, .message.waiting, .message.kept')).toHaveCount(0, {
      timeout
    })
  }

  /** What the page reported as an error, told once. */
  takeTrouble(): string[] {
    return this.#reported.splice(0)
  }

  /** The follower goes away; the phone is wiped for the next one. */
  async close(): Promise<void> {
    if (await wiped(this.#context, this.page)) {
      spares.set(this.#browser, [...(spares.get(this.#browser) ?? []), this.#context])
    } else await this.#context.close()
  }
}
