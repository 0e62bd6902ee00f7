import { expect, test } from '@playwright/test'
import { filesWith, profileFiles } from '../harness/desk-disk.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const SECRET = 'The code of the safe is 7-19-44'

test('[SE1] signing out warns of unsent work and leaves nothing of it on the disk', async () => {
  const { desk, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Vera Holm')
  await follower.write(SECRET)
  await desk.inbox.open('Vera Holm')
  await desk.chat.hasTexts([SECRET])
  line.cut()
  await desk.offline()
  await desk.chat.write('An answer that waits')
  await desk.chat.composer.pressSequentially('A draft of a thought')
  expect(filesWith(desk.profile, SECRET)).not.toEqual([])
  expect(filesWith(desk.profile, 'An answer that waits')).not.toEqual([])

  await desk.goTo('Settings')
  await desk.page.getByRole('button', { name: 'Sign out…' }).click()
  await desk.page
    .getByRole('alertdialog', { name: 'Sign out?' })
    .getByRole('button', { name: 'Sign out' })
    .click()
  const warning = desk.page.getByRole('alertdialog', { name: 'One thing you did is not sent yet' })
  await warning.getByRole('button', { name: 'Stay signed in' }).click()
  await desk.goTo('Chat')
  await desk.chat.hasState('An answer that waits', /^(queued|retrying)$/)

  await desk.goTo('Settings')
  await desk.page.getByRole('button', { name: 'Sign out…' }).click()
  await desk.page
    .getByRole('alertdialog', { name: 'Sign out?' })
    .getByRole('button', { name: 'Sign out' })
    .click()
  await warning.getByRole('button', { name: 'Discard and sign out' }).click()
  await expect(desk.page.getByRole('heading', { name: 'Octopus Desk' })).toBeVisible()
  const left = () => profileFiles(desk.profile).filter((file) => /(?:cache|outbox)\.db|^accounts/.test(file))
  await expect.poll(left).toEqual([])
  for (const text of [SECRET, 'An answer that waits', 'A draft of a thought', 'Vera Holm']) {
    expect(filesWith(desk.profile, text), text).toEqual([])
  }
  await desk.quit()
  for (const text of [SECRET, 'An answer that waits', 'A draft of a thought', 'Vera Holm']) {
    expect(filesWith(desk.profile, text), text).toEqual([])
  }

  await desk.launch()
  await expect(desk.page.getByRole('heading', { name: 'Octopus Desk' })).toBeVisible()
  await expect(desk.page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('mia@demo.octopus.test')
})

test('[SE3] the next person at the same desk sees nothing of the one before', async () => {
  const desk = await stage.desk('Aisha')
  const follower = await stage.follower('Wanda Eck')
  await follower.write('Hello')
  await desk.inbox.open('Wanda Eck')
  await desk.chat.composer.pressSequentially('Said by Aisha only')
  await desk.goTo('Settings')
  await desk.page
    .getByRole('combobox')
    .or(desk.page.getByRole('button', { name: /Theme/ }))
    .first()
    .waitFor()
  await desk.page.getByRole('button', { name: 'Sign out…' }).click()
  await desk.page
    .getByRole('alertdialog', { name: 'Sign out?' })
    .getByRole('button', { name: 'Sign out' })
    .click()
  await desk.page.getByRole('heading', { name: 'Octopus Desk' }).waitFor()

  await desk.signIn('Luca')
  await expect(desk.statusBar).toContainText('Luca Moretti (agent) · Acme Mobile')
  await expect(desk.page.getByText('No chat is open')).toBeVisible()
  await desk.inbox.open('Wanda Eck')
  await expect(desk.chat.composer).toHaveValue('')
  await expect(desk.inbox.row('Wanda Eck').getByRole('img', { name: 'Draft' })).toHaveCount(0)
  expect(filesWith(desk.profile, 'Said by Aisha only')).toEqual([])
})

test('[SE1] a wrong password and a wrong server are said in a sentence, and nothing is signed in', async () => {
  const desk = await stage.newDesk('nobody', stage.server.url)
  await desk.page.getByRole('textbox', { name: 'E-mail' }).fill('mia@demo.octopus.test')
  await desk.page.getByRole('textbox', { name: 'Password' }).fill('not it')
  await desk.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const refusal = desk.page
    .locator('.sign-in-card')
    .getByText(/password/i)
    .last()
  await expect(refusal).toContainText(/do not (match|belong)|wrong|not right/i)
  await desk.page.getByRole('textbox', { name: 'Server' }).fill('http://127.0.0.1:9')
  await desk.page.getByRole('textbox', { name: 'Password' }).fill('octopus-demo')
  await desk.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(desk.page.getByText('No server answers at http://127.0.0.1:9.')).toBeVisible()
  await expect(desk.statusBar).toHaveCount(0)
})
