import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import { filesWith, profileFiles } from '../harness/desk-disk.ts'
import type { TcpLine } from '../harness/tcp-line.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})
const SECRET = 'The code of the safe is 7-19-44'
let desk: DeskApp
let line: TcpLine

test.beforeAll(async () => {
  line = await stage.line()
  desk = await stage.newDesk('one computer', line.url)
})

async function signOut() {
  await desk.goTo('Settings')
  await desk.page.getByRole('button', { name: 'Sign out…' }).click()
  const ask = desk.page.getByRole('alertdialog', { name: 'Sign out?' })
  await ask.getByRole('button', { name: 'Sign out' }).click()
}

const signInScreen = () => desk.page.getByRole('heading', { name: 'Octopus Desk' })

test('[SE1] a wrong password and a wrong server are said in a sentence, and nothing is signed in', async () => {
  const field = (name: string) => desk.page.getByRole('textbox', { name })
  const signIn = desk.page.getByRole('button', { name: 'Sign in', exact: true })
  await field('E-mail').fill('mia@demo.octopus.test')
  await field('Password').fill('not it')
  await signIn.click()
  await expect(desk.page.getByText('The e-mail or the password is not right.')).toBeVisible()
  await field('Server').fill('http://127.0.0.1:9')
  await field('Password').fill('octopus-demo')
  await signIn.click()
  await expect(desk.page.getByText('No server answers at http://127.0.0.1:9.')).toBeVisible()
  await expect(desk.statusBar).toHaveCount(0)
})

test('[SE1] signing out warns of unsent work and leaves nothing of it on the disk', async () => {
  await desk.signIn('Mia')
  const follower = await stage.follower('Vera Holm')
  await follower.write(SECRET)
  await desk.inbox.open('Vera Holm')
  await desk.chat.hasTexts([SECRET])
  line.cut()
  await desk.offline()
  await desk.chat.write('An answer that waits')
  await desk.chat.composer.pressSequentially('A draft of a thought')
  const traces = [SECRET, 'An answer that waits', 'A draft of a thought', 'Vera Holm']
  const found = () => traces.filter((text) => filesWith(desk.profile, text).length > 0)
  await expect.poll(found).toEqual(traces)

  await signOut()
  const warning = desk.page.getByRole('alertdialog', { name: 'One thing you did is not sent yet' })
  await warning.getByRole('button', { name: 'Stay signed in' }).click()
  await desk.goTo('Chat')
  await desk.chat.hasState('An answer that waits', /^(queued|retrying)$/)
  await expect(desk.chat.composer).toHaveValue('A draft of a thought')

  await signOut()
  await warning.getByRole('button', { name: 'Discard and sign out' }).click()
  await expect(signInScreen()).toBeVisible()
  await expect.poll(found).toEqual([])
  // Chromium may make its own, empty CdmStorage.db when it is told to clear its stores
  const kept = profileFiles(desk.profile).filter((file) => /^accounts|\.db(-wal|-shm|-journal)?$/.test(file))
  expect(kept.filter((file) => !file.startsWith('CdmStorage.db'))).toEqual([])
  await desk.quit()
  expect(found()).toEqual([])

  line.mend()
  await desk.launch()
  await expect(signInScreen()).toBeVisible()
  await expect(desk.page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('mia@demo.octopus.test')
})

test('[SE3] the next person at the same desk sees nothing of the one before', async () => {
  await desk.signIn('Aisha')
  const follower = await stage.follower('Wanda Eck')
  await follower.write('Hello')
  await desk.inbox.open('Wanda Eck')
  await desk.chat.composer.pressSequentially('Said by Aisha only')
  await signOut()
  await signInScreen().waitFor()

  await desk.signIn('Luca')
  await expect(desk.statusBar).toContainText('Luca Moretti (agent) · Acme Mobile')
  await expect(desk.page.getByText('No chat is open')).toBeVisible()
  await desk.inbox.open('Wanda Eck')
  await expect(desk.chat.composer).toHaveValue('')
  await expect(desk.inbox.row('Wanda Eck').getByRole('img', { name: 'Draft' })).toHaveCount(0)
  expect(filesWith(desk.profile, 'Said by Aisha only')).toEqual([])
})
