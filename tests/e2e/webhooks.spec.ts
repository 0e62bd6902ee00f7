import { expect } from '@playwright/test'
import { judge } from '../harness/judge.ts'
import { startReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({ env: async () => ({ OCTOPUS_WEBHOOKS_ANYWHERE: '1' }) })

let receiver: WebhookReceiver
test.beforeAll(async () => {
  receiver = await startReceiver()
})
test.afterAll(() => receiver.close())

test('[SV3] an administrator makes a webhook and a key; events arrive, a failing receiver is shown and tried again', async () => {
  const { desk: adam, line } = await stage.deskOnLine('Adam')
  const mia = await stage.desk('Mia')
  const { page } = adam
  await adam.goTo('Settings')
  await page.getByRole('tab', { name: 'Integration' }).click()
  await expect(page.getByText('No webhooks yet')).toBeVisible()

  // the form keeps what was typed when the server says no
  await page.getByRole('button', { name: 'New webhook' }).click()
  const form = page.getByRole('dialog', { name: 'New webhook' })
  await form.getByLabel('Address').fill('nonsense')
  await form.getByLabel('Description').fill('Loyalty system')
  await form.getByRole('button', { name: 'Create' }).click()
  await expect(form).toContainText('This is no address of the web')
  await expect(form.getByLabel('Description')).toHaveValue('Loyalty system')
  await form.getByLabel('Address').fill(receiver.url)
  await form.getByLabel('Address').press('Enter')
  const secretDialog = page.getByRole('dialog', { name: 'The secret of this webhook' })
  await expect(secretDialog.getByLabel('Secret')).toHaveValue(/^whsec_/)
  await secretDialog.getByRole('button', { name: 'Copy' }).click()
  await expect(secretDialog.getByRole('button', { name: 'Copied' })).toBeVisible()
  await secretDialog.getByRole('button', { name: 'Done' }).click()

  const item = page.getByRole('listitem', { name: 'Loyalty system' })
  await item.getByRole('button', { name: 'Last deliveries' }).click()
  await item.getByRole('button', { name: 'Send test' }).click()
  await expect(item.getByText('webhook.test')).toBeVisible()
  await expect(item.getByText('Delivered')).toBeVisible()

  const follower = await stage.follower('Lea Otter')
  await follower.write('Where is my order?')
  await mia.inbox.open('Lea Otter')
  await mia.chat.write('On its way')
  await mia.page.getByRole('button', { name: 'Finish', exact: true }).click()
  await expect
    .poll(() => receiver.received.map(({ json }) => json.type))
    .toEqual(expect.arrayContaining(['message.received', 'message.sent', 'chat.finished']))

  receiver.answerWith(503)
  await follower.write('Thank you')
  await expect(item.getByText('Failing')).toBeVisible()
  await expect(item.getByText('It answered 503.').first()).toBeVisible()
  await judge(page)
  receiver.answerWith(204)
  await item.getByRole('button', { name: 'Send again: message.received' }).first().click()
  await expect(item.getByText('Failing')).toBeHidden({ timeout: 20_000 })

  await page.getByRole('button', { name: 'New API key' }).click()
  const keyForm = page.getByRole('dialog', { name: 'New API key' })
  await judge(page)
  await keyForm.getByLabel('Name').fill('Shop')
  await keyForm.getByText('Read followers').click()
  await keyForm.getByRole('button', { name: 'Create' }).click()
  const keyDialog = page.getByRole('dialog', { name: 'The new API key' })
  await expect(keyDialog.getByLabel('Secret')).toHaveValue(/^octo_/)
  await keyDialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Revoke Shop' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Revoked')).toBeVisible()

  line.cut()
  await adam.offline()
  await expect(page.getByText('This needs the server').first()).toBeVisible({ timeout: 20_000 })
  line.mend()
  await adam.online()
})
