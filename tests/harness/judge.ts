import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Looks at the page in both themes with axe, by every rule of WCAG 2.2 A and AA and its best practices. */
export async function judge(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html:not([data-theme]), html[data-theme="${colorScheme}"]`)).toBeAttached()
    // the mode without a blank second page, which an Electron window cannot open
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const found = violations.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)
    }))
    expect(found, `${await page.title()}, ${colorScheme}`).toEqual([])
  }
}
