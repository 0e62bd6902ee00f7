import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import { judge } from '../harness/judge.ts'
import type { TcpLine } from '../harness/tcp-line.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})
let lena: DeskApp
let lenaLine: TcpLine
let adam: DeskApp

test.beforeAll(async () => {
  const first = await stage.deskOnLine('Lena')
  lena = first.desk
  lenaLine = first.line
  adam = await stage.desk('Adam')
  await lena.goTo('Partners')
  await adam.goTo('Partners')
})

const open = async ({ page }: DeskApp, tab: string, section: string) => {
  await page.getByRole('tab', { name: tab }).click()
  await page.getByRole('radio', { name: section }).click()
}
const list = ({ page }: DeskApp, name: string) => page.getByRole('listbox', { name })
const detail = ({ page }: DeskApp) => page.getByRole('region', { name: 'Request' })
const titleOf = (desk: DeskApp) => detail(desk).getByRole('heading', { level: 2 }).innerText()

async function reject({ page }: DeskApp, reason: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(dialog.getByText('Write a description')).toBeVisible()
  await dialog.getByLabel('Description').fill(reason)
  await dialog.getByRole('button', { name: 'Reject' }).click()
}

test('[PM1, PM8] a request is approved by key, undone by key, then rejected with a description and found in the history', async () => {
  await open(lena, 'Partnership', 'Pending approval')
  const rows = list(lena, 'Pending approval')
  await rows.getByRole('option').first().click()
  await expect(detail(lena)).toContainText('If you approve')
  for (const label of [
    'Selected package',
    'Price',
    'Phone number',
    'Email address',
    'Partner status',
    'Website'
  ])
    await expect(detail(lena)).toContainText(label)
  const partner = await detail(lena).locator('.approval-muted').first().innerText()
  await expect(detail(lena)).toContainText('Seen by Lena Fischer')
  await rows.press('a')
  await expect(lena.page.getByText('Deciding: approve').first()).toBeVisible()
  await rows.press('z')
  await expect(lena.page.getByText('Undone')).toBeVisible()
  await expect(lena.page.getByText('Deciding: approve')).toHaveCount(0)

  await rows.getByRole('option').first().click()
  await rows.press('r')
  await reject(lena, 'Please send us your registration first.')
  await open(adam, 'Partnership', 'History')
  const decided = list(adam, 'History').getByRole('option').first()
  await expect(decided).toContainText(partner.split(' · ')[1] ?? '', { timeout: 15_000 })
  await decided.click()
  await expect(detail(adam)).toContainText('Please send us your registration first.')
  await expect(detail(adam)).toContainText('Rejected by Lena Fischer')
  for (const step of ['Requested by', 'Seen by Lena Fischer', 'Approval undone by Lena Fischer', 'queued'])
    await expect(detail(adam).locator('.approval-trail')).toContainText(step)
})

test('[PM6] of two leads, one offline, the second is told who decided what, when and why', async () => {
  await open(lena, 'Add-ons', 'Pending for approval')
  await open(adam, 'Add-ons', 'Pending for approval')
  const [mine, theirs] = [list(lena, 'Pending for approval'), list(adam, 'Pending for approval')]
  await mine.getByRole('option').first().click()
  await theirs.getByRole('option').first().click()
  expect(await titleOf(lena)).toBe(await titleOf(adam))
  const title = await titleOf(adam)
  lenaLine.cut()
  await lena.offline()
  await mine.press('a')
  await expect(mine.getByRole('option').first()).toContainText('Deciding: approve')
  await theirs.press('r')
  await reject(adam, 'Your package has this already.')
  await open(adam, 'Add-ons', 'History')
  await expect(list(adam, 'History').getByRole('option').first()).toContainText(title.slice(0, 10), {
    timeout: 15_000
  })

  lenaLine.mend()
  await lena.online()
  const card = lena.page.getByRole('region', { name: 'Decisions that were refused' })
  await expect(card).toContainText(/Not approved: Adam Novak rejected this request at \d\d:\d\d/, {
    timeout: 15_000
  })
  await expect(card).toContainText('Your package has this already.')
  await judge(lena.page)
  await card.getByRole('button', { name: 'Leave it as it is' }).click()
  await expect(card).toHaveCount(0)
})

test('[PM4, PM8] several at once, with a preview of what people would see', async () => {
  await open(lena, 'Requests', 'Ads requests')
  const rows = list(lena, 'Ads requests')
  await rows.getByRole('option').first().click()
  await expect(detail(lena).locator('.approval-ad')).toBeVisible()
  await rows.press('x')
  await rows.press('j')
  await rows.press('x')
  await expect(lena.page.getByText('2 selected')).toBeVisible()
  await lena.page.getByRole('button', { name: 'Approve selected' }).click()
  const results = lena.page.getByRole('region', { name: 'Results' })
  await expect(results).toContainText('Approving 2 requests')
  await results.getByRole('button', { name: 'Undo 2' }).click()
  await expect(results.getByText('Undone: it waits for a decision again')).toHaveCount(2)
  await results.getByRole('button', { name: 'Close' }).click()

  await rows.getByRole('option').first().click()
  await rows.press('x')
  await rows.press('j')
  await rows.press('x')
  await rows.press('a')
  await expect(rows.getByText('Deciding: approve')).toHaveCount(2)
  await expect(results).toContainText('2 settled', { timeout: 15_000 })
  await expect(results.getByText('Approved', { exact: true })).toHaveCount(2)
  await judge(lena.page)
  await results.getByRole('button', { name: 'Close' }).click()
  await open(lena, 'Requests', 'Broadcast requests')
  await expect(detail(lena)).toContainText('Broadcast starts')
  await expect(detail(lena).locator('.approval-preview')).toBeVisible()
})

test('[PM2, PM9] a history is searched by name and saved as CSV whole and as text', async () => {
  const file = path.join(tmpdir(), `octopus-history-${process.pid}.csv`)
  await lena.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await open(lena, 'Partnership', 'History')
  const total = Number(await list(lena, 'History').getByRole('option').first().getAttribute('aria-setsize'))
  await lena.page.getByRole('button', { name: 'Export to CSV' }).click()
  await expect(lena.page.getByText(`${total} rows saved`)).toBeVisible()
  const text = readFileSync(file, 'utf8')
  expect(text.startsWith('\uFEFFPartner name,Title,Price,Currency,Type,')).toBe(true)
  expect(text.trimEnd().split('\r\n').length).toBeGreaterThan(total)
  await lena.page.getByRole('searchbox', { name: 'Search by partner name' }).fill('no such partner')
  await expect(lena.page.getByText('Nothing fits')).toBeVisible()
})

test('[PM5] my partners have contact information and channels; an agent has no such room', async () => {
  await lena.page.getByRole('tab', { name: 'My partners' }).click()
  await lena.page.getByRole('searchbox').fill('kitewing')
  await list(lena, 'My partners').getByRole('option').first().click()
  const partner = lena.page.getByRole('region', { name: 'Partner', exact: true })
  await expect(partner).toContainText('Nadia Benali')
  await expect(partner).toContainText('Kitewing Last Minute')
  await judge(lena.page)
  // the search of everything leads here, too
  const found = (desk: DeskApp) => desk.page.getByRole('group', { name: 'Partners' }).getByRole('option')
  await lena.goTo('Chat')
  await lena.page.keyboard.press('Control+K')
  await lena.page.keyboard.type('kitew')
  await expect(found(lena)).toHaveCount(1)
  await expect(found(lena).locator('mark').first()).toHaveText(/^kitew$/i)
  await found(lena).click()
  await expect(partner).toContainText('Nadia Benali')
  const mia = await stage.desk('Mia')
  await mia.page.keyboard.press('Control+K')
  await mia.page.keyboard.type('kitew')
  const covered = /^Nothing found\. Searches .* and all followers, notes and canned responses\.$/
  await expect(mia.page.getByText(covered)).toBeVisible()
  await expect(found(mia)).toHaveCount(0)
  await mia.page.keyboard.press('Escape')
  await mia.page.keyboard.press('Escape')
  const rooms = mia.page.getByRole('navigation', { name: 'Rooms' })
  await expect(rooms.getByRole('button', { name: 'Chat' })).toBeVisible()
  await expect(rooms.getByRole('button', { name: 'Partners' })).toHaveCount(0)
})

test('[SV4] [security 24] an administrator words the mail of a rejection; what is wrong is said, and kept until it is right', async () => {
  const { page } = adam
  await adam.goTo('Settings')
  await page.getByRole('tab', { name: 'Mail' }).click()
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview).toContainText('Your add-on request “Extra channel” was not approved')
  const html = page.getByLabel('HTML', { exact: true })
  await html.fill('<p>{{description}}</p><script>alert(1)</script>')
  await expect(page.getByText('The element <script> is not allowed in a mail.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await html.fill('<h1>Dear {{partner.name}}</h1><p>{{description}}</p>')
  await page.getByLabel('Subject').fill('About {{request.title}}')
  await expect(preview).toContainText('About Extra channel')
  await expect(preview).toContainText('Dear Green Energy')
  // what is not saved stays while another room is shown
  await adam.goTo('Partners')
  await adam.goTo('Settings')
  await page.getByRole('tab', { name: 'Mail' }).click()
  await expect(page.getByLabel('Subject')).toHaveValue('About {{request.title}}')
  await judge(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const queue = page.getByRole('region', { name: 'Mails on their way' })
  await expect(queue).toContainText('This server has no mail server yet')
  await page.getByRole('button', { name: 'Send a test mail to me' }).click()
  await expect(queue).toContainText('About Extra channel')
  await page.getByRole('button', { name: 'Reset to default' }).click()
  await expect(preview).toContainText('Your add-on request')
})
