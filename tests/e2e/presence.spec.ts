import { expect } from '@playwright/test'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()

test('[CH7] who writes and who looks is seen on desks and phone, ends by itself, and is nothing that is known offline', async () => {
  // two desks and a phone
  test.setTimeout(120_000)
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const tom = await stage.desk('Tom')
  const follower = await stage.follower('Yara Lind')
  await follower.write('Is anybody there?')
  await mia.inbox.open('Yara Lind')
  await tom.inbox.show('Unanswered')

  const onMia = mia.page.locator('.thread-header-presence')
  const row = tom.inbox.row('Yara Lind')
  await expect(row).toContainText('Mia Hoffmann is viewing')
  await follower.composer.pressSequentially('I wan')
  await expect(onMia).toHaveText('Yara Lind is typing…')
  await expect(row).toContainText('Typing…')
  await follower.page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(onMia).toBeEmpty()
  await expect(row).toContainText('I wan')

  // a note is nobody's business but the agents'
  const told = follower.page.locator('.typing')
  await mia.page.getByRole('button', { name: 'Internal note' }).click()
  await mia.page.getByRole('textbox', { name: /^Note about/ }).pressSequentially('They seem')
  await expect(row).toContainText('Mia Hoffmann is viewing')
  await expect(told).toBeEmpty()
  await mia.page.getByRole('textbox', { name: /^Note about/ }).fill('')
  await mia.page.getByRole('button', { name: 'Internal note' }).click()

  await mia.chat.composer.pressSequentially('We are')
  await expect(row).toContainText('Mia Hoffmann is writing an answer')
  await expect(told).toHaveText('Mia Hoffmann is typing…')
  await tom.inbox.open('Yara Lind')
  const onTom = tom.page.locator('.thread-header-presence')
  await expect(onTom).toHaveText(/^Mia Hoffmann is (writing an answer|viewing)$/)
  await expect(onMia).toHaveText('Tom Becker is viewing')
  await mia.chat.composer.press('Enter')
  await expect(follower.message('We are')).toHaveCount(1)
  await expect(told).toBeEmpty()
  await expect(onTom).toHaveText('Mia Hoffmann is viewing')

  line.cut()
  await mia.offline()
  await expect(onMia).toBeEmpty()
  await expect(onTom).toBeEmpty({ timeout: 60_000 })
  line.mend()
  await mia.online()
})
