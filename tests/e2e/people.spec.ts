import { expect } from '@playwright/test'
import { judge } from '../harness/judge.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({ conversations: 10 })

/** The longest that a desk may keep what its person may not see any more. */
const EVICTED_WITHIN_MS = 5000

test('[PM10] [security 19] an administrator invites somebody, takes a role back and shuts somebody out', async ({
  browser
}) => {
  const adam = await stage.desk('Adam')
  const { page } = adam
  await adam.goTo('Settings')
  await page.getByRole('tab', { name: 'People' }).click()
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(row('Adam Novak')).toContainText('(you)')
  await judge(page)

  await page.getByRole('button', { name: 'Invite' }).click()
  const form = page.getByRole('dialog', { name: 'Invite a person' })
  await form.getByLabel('Name').fill('Zoe Marsh')
  await form.getByLabel('E-mail').fill('zoe@demo.octopus.test')
  await judge(page)
  await form.getByLabel('E-mail').press('Enter')
  const handOver = page.getByRole('dialog', { name: 'Hand over this link' })
  const link = await handOver.getByLabel('Link').inputValue()
  await judge(page)
  await handOver.getByRole('button', { name: 'Done' }).click()
  await expect(row('Zoe Marsh')).toContainText('Invited')

  const context = await browser.newContext()
  const tab = await context.newPage()
  await tab.goto(link)
  await judge(tab)
  await tab.getByLabel('Password, at least').fill('a whole sentence')
  await tab.getByLabel('The same again').fill('another sentence')
  await tab.getByRole('button', { name: 'Keep this password' }).click()
  await tab.getByRole('alert').waitFor()
  await tab.getByLabel('Password, at least').fill('a whole sentence')
  await tab.getByLabel('The same again').fill('a whole sentence')
  await tab.getByRole('button', { name: 'Keep this password' }).click()
  await tab.getByRole('heading', { name: 'Your password is kept' }).waitFor()
  await tab.goto(link)
  await tab.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
  await context.close()

  const zoe = await stage.newDesk('Zoe', stage.server.url)
  await zoe.page.getByRole('textbox', { name: 'E-mail' }).fill('zoe@demo.octopus.test')
  await zoe.page.getByRole('textbox', { name: 'Password' }).fill('a whole sentence')
  await zoe.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(zoe.statusBar).toContainText('Zoe Marsh')

  // made a lead she has the partners' room, and loses it with the role
  const change = async (name: string, entry: string, confirm: string) => {
    await row(name).getByRole('button', { name: 'Change the access of' }).click()
    await page.getByRole('menu').getByText(entry, { exact: true }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: confirm }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  }
  const partners = zoe.page
    .getByRole('navigation', { name: 'Rooms' })
    .getByRole('button', { name: 'Partners' })
  await change('Zoe Marsh', 'Team lead', 'Change role')
  await expect(row('Zoe Marsh')).toContainText('Team lead')
  await zoe.goTo('Partners')
  await zoe.page.getByRole('listbox').getByRole('option').first().waitFor()
  await change('Zoe Marsh', 'Agent', 'Change role')
  await expect(partners).toBeHidden({ timeout: EVICTED_WITHIN_MS })

  await change('Zoe Marsh', 'Deactivate…', 'Deactivate')
  await expect(row('Zoe Marsh')).toContainText('Deactivated')
  await expect(zoe.page.getByText(/[Ss]ign in/).first()).toBeVisible()
})
