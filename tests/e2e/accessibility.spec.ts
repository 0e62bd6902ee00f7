import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { setStage } from './stage.ts'

const stage = setStage()

/** Looks at the page in both themes with axe, by every rule of WCAG 2.2 A and AA and its best practices. */
async function judge(page: Page) {
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

test('[DT3] sign-in, with a refusal', async () => {
  const desk = await stage.newDesk('nobody', stage.server.url)
  await desk.page.getByRole('button', { name: 'Mia' }).waitFor()
  await judge(desk.page)
  await desk.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await desk.page.getByText('Type your e-mail address.').waitFor()
  await judge(desk.page)
})

test('[DT3] the chat, its picker, its browser, its channels', async () => {
  const lena = await stage.desk('Lena')
  const follower = await stage.follower('Quinn Abel')
  await follower.write('Is this readable?')
  await lena.inbox.show('Unanswered')
  await judge(lena.page)
  await lena.inbox.open('Quinn Abel')
  await lena.chat.write('It should be.')
  await lena.chat.hasState('It should be.', 'delivered')
  await judge(lena.page)

  await lena.chat.composer.pressSequentially('/refund')
  await lena.page.locator('.canned-picker-row').first().waitFor()
  await judge(lena.page)
  await lena.chat.composer.fill('')

  await lena.page.locator('.composer').getByRole('button', { name: 'Canned responses' }).click()
  await lena.page.locator('.canned-browser-response').first().waitFor()
  await judge(lena.page)
  await lena.page.keyboard.press('Escape')

  await lena.inbox.search.fill('nobody of that name')
  await lena.page.getByText('Nobody found for').waitFor()
  await judge(lena.page)
  await lena.inbox.search.fill('')

  await lena.page.getByRole('button', { name: /^Channel: / }).click()
  await lena.page.getByRole('menu').waitFor()
  await judge(lena.page)
  await lena.page.getByRole('menuitem', { name: /chat…$/ }).click()
  await lena.page.getByRole('dialog').waitFor()
  await judge(lena.page)
  await lena.page.getByRole('button', { name: 'Done' }).click()
})

test('[DT3] what was refused, in the chat and in the Outbox', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const lena = await stage.desk('Lena')
  const follower = await stage.follower('Rhea Banks')
  await follower.write('Who answers me?')
  await mia.inbox.open('Rhea Banks')
  await lena.goTo('Chat')
  await lena.inbox.open('Rhea Banks')
  line.cut()
  await mia.offline()
  await mia.chat.write('I do')
  await mia.chat.write('As I said')
  await judge(mia.page)
  await lena.chat.write('It is me')
  await lena.chat.hasState('It is me', 'delivered')
  line.mend()
  await mia.online()
  await mia.chat.refusals.waitFor()
  await judge(mia.page)
  await mia.chat.act('Take over…').click()
  await mia.page.getByRole('alertdialog').waitFor()
  await judge(mia.page)
  await mia.page.keyboard.press('Escape')
  await mia.goTo('Outbox')
  await expect(mia.page.locator('.outbox-row')).toHaveCount(2)
  await judge(mia.page)
})

test('[DT3] canned responses, both tabs and their dialogs', async () => {
  const lena = await stage.desk('Lena')
  const { page } = lena
  await lena.goTo('Canned responses')
  await page.getByRole('tab', { name: 'Category' }).waitFor()
  await judge(page)
  await page.getByRole('button', { name: 'Add new category' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Please give it a name.').waitFor()
  await judge(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page
    .getByRole('button', { name: /^Remove / })
    .first()
    .click()
  await page.getByRole('alertdialog').waitFor()
  await judge(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('tab', { name: 'Responses' }).click()
  await page.getByRole('button', { name: 'Add new response' }).first().waitFor()
  await judge(page)
  await page.getByRole('button', { name: 'Add new response' }).first().click()
  await page.getByRole('dialog').waitFor()
  await judge(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
})

test('[DT3] settings and signing out, and an empty Outbox', async () => {
  const lena = await stage.desk('Lena')
  await lena.goTo('Outbox')
  await lena.page.getByText('Everything is sent').waitFor()
  await judge(lena.page)
  await lena.goTo('Settings')
  await lena.page.getByRole('heading', { name: 'Settings' }).waitFor()
  await judge(lena.page)
  await lena.page.getByRole('button', { name: 'Sign out…' }).click()
  await lena.page.getByRole('alertdialog').waitFor()
  await judge(lena.page)
  await lena.page.keyboard.press('Escape')
})

test('[DT3, SV2] the follower’s page: welcome, chat, chat turned off', async () => {
  const visitor = await stage.visitor()
  await visitor.page.getByLabel('What should we call you?').waitFor()
  await judge(visitor.page)
  await visitor.tellName('Sami Noor')
  await visitor.write('Hello')
  await judge(visitor.page)
  const off = await stage.visitor('harbor-cinema')
  await off.page.getByText('Chat is turned off for this channel').waitFor()
  await judge(off.page)
})
