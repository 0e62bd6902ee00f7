import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

type Axe = typeof axe

/** What a theme can change: in the second one only these rules can find anything that the first did not. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** Looks at the page in both themes with axe, by every rule of WCAG 2.2 A and AA and its best practices. */
export async function judge(page: Page) {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html:not([data-theme]), html[data-theme="${scheme}"]`)).toBeAttached()
    const rules = scheme === 'dark' ? RULES_OF_COLOUR : undefined
    expect(await violations(page, rules), `${await page.title()}, ${scheme}`).toEqual([])
  }
}

/** What axe finds on the page as it looks now, by all its rules or by these. */
export async function violations(page: Page, rules?: string[]): Promise<{ id: string; at: string[] }[]> {
  for (const frame of page.frames()) {
    // it is half a megabyte, so a page gets it once
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source)
  }
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      ...(rules && { runOnly: { type: 'rule', values: rules } })
    })
    return violations.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)
    }))
  }, rules)
}
