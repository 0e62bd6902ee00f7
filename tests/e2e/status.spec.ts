import { expect } from '@playwright/test'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()

test('[DT4] the status bar tells link, freshness, what is unsent and who is signed in', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Xenia Roth')
  await follower.write('Hello')
  await mia.inbox.open('Xenia Roth')
  await expect(mia.statusBar).toContainText('Online')
  await expect(mia.statusBar).toContainText(/up to date (now|\d+ sec)/)
  await expect(mia.statusBar).toContainText('0 unsent')
  await expect(mia.statusBar).toContainText('Mia Hoffmann (agent) · Acme Mobile')

  line.cut()
  await mia.offline()
  await expect(mia.statusBar).toContainText('Offline since now')
  await expect(mia.statusBar).toContainText(/as of (now|\d+ sec)/)
  await mia.chat.write('Later')
  await expect(mia.statusBar).toContainText('1 unsent')
  await mia.statusBar.getByRole('button', { name: '1 unsent' }).click()
  await expect(mia.page.getByRole('heading', { name: 'Outbox' })).toBeVisible()
  await expect(mia.page.locator('.outbox-row')).toContainText('Later')

  line.mend()
  await mia.online()
  await expect(mia.statusBar).toContainText('0 unsent')
  await expect(mia.statusBar).toContainText(/up to date (now|\d+ sec)/)
})

test('[DT4] a person may work offline, and nothing goes out until they come back', async () => {
  const { desk: mia } = await stage.deskOnLine('Mia')
  await mia.goTo('Chat')
  const follower = await stage.follower('Xaver Lang')
  await follower.write('Hello')
  await mia.inbox.open('Xaver Lang')
  await mia.statusBar.locator('[data-link]').click()
  await expect(mia.statusBar).toContainText('Working offline')
  await mia.chat.write('Written in peace')
  await mia.chat.hasState('Written in peace', 'queued')
  await follower.write('And another one')
  await follower.hasTexts(['Hello', 'And another one'])
  await mia.chat.hasTexts(['Hello', 'Written in peace'])

  await mia.statusBar.locator('[data-link]').click()
  await follower.hasTexts(['Hello', 'And another one', 'Written in peace'])
  await mia.chat.hasTexts(['Hello', 'And another one', 'Written in peace'])
})

test('[DT2] the theme is light, dark or the system’s, at once', async () => {
  const { desk } = await stage.deskOnLine('Mia')
  const theme = () => desk.page.locator('html').getAttribute('data-theme')
  const ground = () =>
    desk.page.locator('html').evaluate((element) => getComputedStyle(element).backgroundColor)
  const choose = async (name: string) => {
    await desk.page.getByRole('button', { name: /Theme/ }).click()
    await desk.page.getByRole('option', { name }).click()
  }
  await desk.goTo('Settings')
  await choose('Dark')
  await expect.poll(theme).toBe('dark')
  const dark = await ground()
  await choose('Light')
  await expect.poll(theme).toBe('light')
  expect(await ground()).not.toBe(dark)
  await choose('Same as the system')
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme })
    await expect.poll(theme).toBe(colorScheme)
  }
})
