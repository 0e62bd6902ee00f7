import type { CDPSession, Page } from '@playwright/test'

/** An input method as the system's: it composes text in what has the focus, and takes keys for itself meanwhile. */
export class InputMethod {
  readonly #cdp: CDPSession

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp
  }

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page))
  }

  /** What is composed now stands underlined in the text. */
  async compose(text: string): Promise<void> {
    const end = text.length
    await this.#cdp.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end })
  }

  /** A key that is pressed while text is composed, such as the Enter that takes a candidate. */
  async press(key: string, code: number): Promise<void> {
    for (const type of ['rawKeyDown', 'keyUp'] as const) {
      await this.#cdp.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: code })
    }
  }

  /** The composed text becomes text. */
  async commit(text: string): Promise<void> {
    await this.#cdp.send('Input.insertText', { text })
  }
}
