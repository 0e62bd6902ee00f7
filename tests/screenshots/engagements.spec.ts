// Engagements from the picker to the phone, and the administrator's catalogue.
import { test } from '@playwright/test'
import { DeskApp } from '../harness/desk-app.ts'
import { FollowerPage } from '../harness/follower-page.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { takeDesk, takePhone } from './album.ts'

// two desks and a phone
test.setTimeout(180_000)

test('engagements from both sides, and their catalogue', async ({ browser }) => {
  const server = await ServerProcess.open(60)
  const [mia, adam] = [await DeskApp.open(server.url), await DeskApp.open(server.url)]
  try {
    await mia.signIn('Mia')
    const follower = await FollowerPage.visit(browser, server.url, 'northwind-coffee')
    await follower.tellName('Amal')
    await follower.write('Is there anything for regulars?')
    await mia.inbox.show('Unanswered')
    await mia.inbox.row('Amal').click()
    const pick = async (title: string) => {
      await mia.page.getByRole('button', { name: 'Engagements', exact: true }).click()
      await mia.page.getByRole('option').first().waitFor()
      await mia.page.keyboard.insertText(title)
    }
    await pick('')
    await takeDesk(mia, 'engagement-picker', ['light', 'dark'])
    await mia.page.keyboard.press('Escape')
    for (const title of ['Refill Friday', 'Latte Art', 'Free flat white']) {
      await pick(title)
      await mia.page.keyboard.press('Enter')
      await mia.page.getByRole('alertdialog').waitFor()
      if (title.startsWith('Free')) await takeDesk(mia, 'engagement-question')
      await mia.page.keyboard.press('Enter')
      await mia.page.getByRole('alertdialog').waitFor({ state: 'hidden' })
    }
    await follower.page.getByRole('button', { name: 'Show the code' }).click()
    await follower.page.getByRole('button', { name: 'I have used it' }).waitFor()
    await takeDesk(mia, 'engagement-thread')
    await takePhone(follower.page, 'follower-engagements', ['light'])

    await adam.signIn('Adam')
    await adam.goTo('Engagements')
    await adam.page.getByRole('listitem').first().waitFor()
    await takeDesk(adam, 'engagements')
    await adam.page.getByRole('button', { name: 'Edit Half-price charger' }).click()
    await adam.page.getByRole('dialog').waitFor()
    await takeDesk(adam, 'engagement-form')
    await follower.close()
  } finally {
    await mia.remove()
    await adam.remove()
    await server.close()
  }
})
