import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import type { TcpLine } from '../harness/tcp-line.ts'
import { setStage } from './stage.ts'

const stage = setStage()
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
  await expect(rows.getByText('Deciding: approve')).toHaveCount(2)
  await expect(rows.getByText('Deciding: approve')).toHaveCount(0, { timeout: 15_000 })
  await open(lena, 'Requests', 'Broadcast requests')
  await expect(detail(lena)).toContainText('Broadcast starts')
  await expect(detail(lena).locator('.approval-card')).toBeVisible()
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
  const mia = await stage.desk('Mia')
  const rooms = mia.page.getByRole('navigation', { name: 'Rooms' })
  await expect(rooms.getByRole('button', { name: 'Chat' })).toBeVisible()
  await expect(rooms.getByRole('button', { name: 'Partners' })).toHaveCount(0)
})
