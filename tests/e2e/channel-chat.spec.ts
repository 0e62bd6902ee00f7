import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})
const CHANNEL = 'Northwind Coffee'

async function openDialog(desk: DeskApp) {
  await desk.page.getByRole('button', { name: /^Channel: / }).click()
  await desk.page.getByRole('menuitem', { name: /chat…$/ }).click()
  return desk.page.getByRole('dialog', { name: 'Live chat of your channels' })
}

const toggle = (dialog: Awaited<ReturnType<typeof openDialog>>) =>
  dialog.getByRole('switch', { name: `Chat of ${CHANNEL}` })

test('[CH1] a lead turns the chat of a channel off and, after the notice, on again', async () => {
  const lena = await stage.desk('Lena')
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Lea Otter')
  await follower.write('Hello')
  await mia.inbox.open('Lea Otter')
  await mia.chat.write('Hello Lea')
  await follower.composer.fill('I was about to say')

  line.cut()
  await mia.offline()
  await mia.chat.write('Written before I knew')

  const dialog = await openDialog(lena)
  await toggle(dialog).click({ force: true })
  await expect(toggle(dialog)).not.toBeChecked()
  await expect(lena.statusBar).toContainText('0 unsent')

  await expect(follower.page.getByText('Chat is turned off for this channel')).toBeVisible()
  await expect(follower.page.getByText('What you have written is kept on this device.')).toBeVisible()
  await expect(follower.composer).toHaveCount(0)
  const visitor = await stage.visitor()
  await expect(visitor.page.getByText('Nobody can write here at the moment.')).toBeVisible()
  await expect(visitor.page.getByRole('textbox')).toHaveCount(0)

  line.mend()
  await mia.online()
  await expect(mia.page.getByText(`Chat is off for ${CHANNEL}.`)).toBeVisible()
  await expect(mia.chat.composer).toHaveCount(0)
  await expect(mia.chat.refusals).toContainText('Not sent: Chat was turned off for this channel')
  await mia.chat.hasState('Written before I knew', 'refused')

  await toggle(dialog).click({ force: true })
  const notice = lena.page.getByRole('alertdialog', { name: `Enable chat for ${CHANNEL}?` })
  await expect(notice).toContainText('you might start receiving many messages from your followers')
  await notice.getByRole('button', { name: 'Cancel' }).click()
  await expect(toggle(dialog)).not.toBeChecked()
  await expect(follower.composer).toHaveCount(0)
  await toggle(dialog).click({ force: true })
  await notice.getByRole('button', { name: 'Enable chat' }).click()
  await expect(toggle(dialog)).toBeChecked()

  await expect(follower.composer).toHaveValue('I was about to say')
  await expect(visitor.page.getByLabel('What should we call you?')).toBeVisible()
  await expect(mia.chat.composer).toBeVisible()
  await mia.chat.refusals.getByRole('button', { name: 'Retry' }).click()
  await follower.hasTexts(['Hello', 'Hello Lea', 'Written before I knew'])
  await dialog.getByRole('button', { name: 'Done' }).click()
})

test('[CH1] an agent sees which channels have chat and changes none', async () => {
  const { desk: mia } = await stage.deskOnLine('Mia')
  const dialog = await openDialog(mia)
  await expect(dialog).toContainText('A team lead enables or disables the chat of a channel.')
  await expect(dialog.locator('.channel-chat', { hasText: 'Harbor Cinema' })).toContainText('Chat is off')
  const switches = dialog.getByRole('switch')
  await expect(switches).toHaveCount(4)
  for (const one of await switches.all()) await expect(one).toBeDisabled()
})
