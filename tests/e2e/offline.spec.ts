import { expect } from '@playwright/test'
import { operationsOnDisk } from '../harness/desk-disk.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()

/** Saved here: not tried yet, or tried in vain. */
const UNSENT = /^(queued|retrying)$/

test('[SE1, SE2, CH9] written offline, killed and started offline: everything arrives once, in order', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Ines Falk')
  await follower.write('Are you there?')
  await mia.inbox.open('Ines Falk')
  await mia.chat.write('Yes, I am.')
  await mia.chat.hasState('Yes, I am.', 'delivered')

  line.cut()
  await mia.offline()
  await expect(mia.statusBar).toContainText('Offline since')
  for (const text of ['offline 1', 'offline 2', 'offline 3']) await mia.chat.write(text)
  for (const text of ['offline 1', 'offline 2', 'offline 3']) await mia.chat.hasState(text, UNSENT)
  await expect(mia.statusBar).toContainText('3 unsent')
  await follower.write('Hello?')
  await mia.kill9()

  await mia.launch()
  await mia.offline()
  await mia.inbox.show('Mine')
  await expect(mia.inbox.row('Ines Falk')).toContainText('offline 3')
  await expect(mia.inbox.row('Ines Falk').getByRole('img', { name: 'Not sent yet' })).toBeVisible()
  await mia.inbox.show('Finished')
  await mia.inbox.rows.first().click()
  await expect(mia.chat.bubbles.first()).toBeVisible()
  await mia.inbox.open('Ines Falk')
  await mia.chat.hasTexts(['Are you there?', 'Yes, I am.', 'offline 1', 'offline 2', 'offline 3'])
  for (const text of ['offline 1', 'offline 2', 'offline 3']) await mia.chat.hasState(text, UNSENT)
  await expect(mia.statusBar).toContainText('3 unsent')
  await mia.chat.write('offline 4')

  line.mend()
  await mia.online()
  await mia.chat.hasState('offline 4', 'delivered')
  const all = ['Are you there?', 'Yes, I am.', 'Hello?', 'offline 1', 'offline 2', 'offline 3', 'offline 4']
  await mia.chat.hasTexts(all)
  await follower.hasTexts(all)
  await expect(mia.statusBar).toContainText('0 unsent')
})

test('[CH9] the Outbox lists what is unsent; what is discarded there is never sent', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Rosa Lind')
  await follower.write('A question')
  await mia.inbox.open('Rosa Lind')
  line.cut()
  await mia.offline()
  for (const text of ['keep one', 'drop me', 'keep two']) await mia.chat.write(text)

  await mia.goTo('Outbox')
  const items = mia.page.locator('.outbox-row')
  await expect(items).toHaveCount(3)
  await expect(items.nth(1)).toContainText('drop me')
  await expect(items.nth(1)).toContainText('Queued, saved on this computer')
  await items.nth(1).click()
  const unsent = mia.page.locator('.outbox-item')
  await expect(unsent).toContainText('Offline since')
  await unsent.getByRole('button', { name: 'Discard' }).click()
  await expect(items).toHaveCount(2)
  await mia.page.getByRole('button', { name: 'Undo' }).click()
  await expect(items.last()).toContainText('drop me')
  // by keyboard: J walks to the last one, Delete lets it go
  await items.first().click()
  await mia.page.keyboard.press('j')
  await mia.page.keyboard.press('j')
  await mia.page.keyboard.press('Delete')
  await expect(items).toHaveCount(2)
  await expect(mia.page.getByRole('listbox', { name: 'Unsent' })).toBeFocused()
  await mia.page.keyboard.press('Enter')
  await mia.chat.hasTexts(['A question', 'keep one', 'keep two'])

  line.mend()
  await mia.goTo('Outbox')
  await mia.page.getByRole('button', { name: 'Try now' }).click()
  await expect(mia.page.getByText('Everything is sent')).toBeVisible()
  await follower.hasTexts(['A question', 'keep one', 'keep two'])
})

test('[CH9] when the server has a message and its answer is lost, the message is still sent once', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Sven Falk')
  await follower.write('A question')
  await mia.goTo('Chat')
  await mia.inbox.open('Sven Falk')
  await mia.chat.write('a first answer')
  await mia.chat.hasState('a first answer', 'delivered')
  // nothing else is on its way any more, not even that the question was read
  await expect.poll(() => operationsOnDisk(mia.profile)).toEqual([])
  line.loseAnswers()
  await mia.chat.write('heard but not answered')
  await expect(follower.message('heard but not answered')).toBeVisible()
  await mia.chat.hasState('heard but not answered', 'sending')
  await mia.kill9()
  line.cut()
  await mia.launch()
  await mia.offline()
  await mia.inbox.open('Sven Falk')
  await mia.chat.hasState('heard but not answered', 'sending')
  await mia.chat.write('and one more')

  line.mend()
  await mia.online()
  await mia.chat.hasState('and one more', 'delivered')
  const all = ['A question', 'a first answer', 'heard but not answered', 'and one more']
  await mia.chat.hasTexts(all)
  await follower.hasTexts(all)
  await expect(mia.statusBar).toContainText('0 unsent')
})
