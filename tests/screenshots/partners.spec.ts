// What leads decide: a queue, a rejection, a history, the partners.
import { test } from '@playwright/test'
import { DeskApp } from '../harness/desk-app.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { takeDesk } from './album.ts'

test.setTimeout(120_000)

test('partner management', async () => {
  const server = await ServerProcess.open(60)
  const lena = await DeskApp.open(server.url)
  try {
    await lena.signIn('Lena')
    await lena.goTo('Partners')
    const { page } = lena
    const open = async (tab: string, section: string) => {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('radio', { name: section }).click()
      await page.getByRole('option').first().click()
    }
    await open('Partnership', 'Pending approval')
    await takeDesk(lena, 'partner-requests')
    await page.keyboard.press('r')
    await page.getByRole('dialog').waitFor()
    await takeDesk(lena, 'partner-rejection')
    await page.keyboard.press('Escape')
    await open('Requests', 'Ads requests')
    await page.getByAltText(/png$/).waitFor()
    await takeDesk(lena, 'partner-ad')
    for (const key of ['x', 'j', 'x', 'a']) await page.keyboard.press(key)
    await page.getByRole('region', { name: 'Results' }).waitFor()
    await takeDesk(lena, 'partner-results')
    await page.getByRole('button', { name: 'Close' }).click()
    await open('Partnership', 'History')
    await takeDesk(lena, 'partner-history')
    await page.getByRole('tab', { name: 'My partners' }).click()
    await page.getByRole('option').first().click()
    await takeDesk(lena, 'my-partners')
  } finally {
    await lena.remove()
    await server.close()
  }
})

test('what administrators keep: people, the mail of a rejection, keys and webhooks', async () => {
  const server = await ServerProcess.open(60)
  const adam = await DeskApp.open(server.url)
  try {
    await adam.signIn('Adam')
    await adam.goTo('Settings')
    await adam.page.getByRole('tab', { name: 'People' }).click()
    await adam.page.getByRole('listitem').first().waitFor()
    await takeDesk(adam, 'settings-people')
    await adam.page.getByRole('tab', { name: 'Mail' }).click()
    await adam.page.getByRole('region', { name: 'Preview' }).waitFor()
    await takeDesk(adam, 'settings-mail')
    await adam.page.getByRole('tab', { name: 'Integration' }).click()
    await adam.page.getByText('No webhooks yet').waitFor()
    await takeDesk(adam, 'settings-integration')
  } finally {
    await adam.remove()
    await server.close()
  }
})
