import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import type { TcpLine } from '../harness/tcp-line.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()
let mia: DeskApp
let line: TcpLine

test.beforeAll(async () => {
  const one = await stage.deskOnLine('Mia')
  mia = one.desk
  line = one.line
})

/** A chat that Mia has answered. */
async function answered(name: string) {
  const follower = await stage.follower(name)
  await follower.write('One question')
  await mia.inbox.open(name)
  await mia.chat.write('One answer')
  await mia.chat.hasState('One answer', 'delivered')
  return follower
}

test('[CH3] a finished chat names who closed it, and Undo opens it again', async () => {
  await answered('Hanna Vole')
  await mia.chat.act('Finish').click()
  await expect(mia.chat.status).toHaveText('Finished: Mia Hoffmann (you)')
  await expect(mia.chat.act('Reopen')).toBeVisible()
  await expect(mia.statusBar).toContainText('0 unsent')

  await mia.page.locator('.ui-toast', { hasText: 'Hanna Vole' }).getByRole('button', { name: 'Undo' }).click()
  await expect(mia.chat.status).toHaveText('Active: Mia Hoffmann (you)')
  await expect(mia.chat.act('Finish')).toBeVisible()
})

test('[CH3] Undo of a finish that never left this computer withdraws it', async () => {
  await answered('Ivo Shrew')
  line.cut()
  await mia.offline()
  await mia.chat.act('Finish').click()
  await expect(mia.chat.act('Finishing…')).toBeVisible()
  await mia.page.locator('.ui-toast', { hasText: 'Ivo Shrew' }).getByRole('button', { name: 'Undo' }).click()
  await expect(mia.chat.act('Finish')).toBeVisible()
  await expect(mia.statusBar).toContainText('0 unsent')
  line.mend()
  await mia.online()
  await expect(mia.statusBar).toContainText('0 unsent')
  await expect(mia.chat.status).toHaveText('Active: Mia Hoffmann (you)')
})

test('[CH3] a follower who writes again makes a finished chat unanswered', async () => {
  const follower = await answered('Jana Stoat')
  await mia.inbox.show('Unanswered')
  const waiting = await mia.inbox.count('Unanswered')
  await mia.chat.act('Finish').click()
  await expect(mia.chat.status).toHaveText('Finished: Mia Hoffmann (you)')
  await expect(mia.inbox.row('Jana Stoat')).toHaveCount(0)

  await follower.write('And one more thing')
  await expect(mia.chat.status).toHaveText('Unanswered')
  await expect(mia.inbox.row('Jana Stoat')).toHaveAttribute('aria-posinset', '1')
  await expect.poll(() => mia.inbox.count('Unanswered')).toBe(waiting + 1)
})

test('[CH4] a finish that the follower was quicker than leaves the chat open and says so', async () => {
  const follower = await answered('Karl Ferret')
  line.cut()
  await mia.offline()
  await mia.chat.act('Finish').click()
  await expect(mia.chat.act('Finishing…')).toBeVisible()
  await follower.write('Wait, please')

  line.mend()
  await mia.online()
  const banner = mia.page.locator('.open-conversation .ui-banner')
  await expect(banner).toContainText('Not finished: The follower wrote again before the chat was finished.')
  await expect(mia.chat.status).toHaveText('Active: Mia Hoffmann (you)')
  await mia.chat.hasTexts(['One question', 'One answer', 'Wait, please'])

  await banner.getByRole('button', { name: 'Finish anyway' }).click()
  await expect(mia.chat.status).toHaveText('Finished: Mia Hoffmann (you)')
  await expect(banner).toHaveCount(0)
})
