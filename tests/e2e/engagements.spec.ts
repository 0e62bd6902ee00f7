import { expect, type Page } from '@playwright/test'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { type Engagement, engagementEntity } from '#shared/features/engagement/entities.ts'
import { engagementMove } from '#shared/features/engagement/operations.ts'
import { DEMO_PASSWORD } from '../../src-server/demo/people.ts'
import { Desk } from '../harness/desk.ts'
import { FolderOfFiles } from '../harness/desk-files.ts'
import { aPicture } from '../harness/files.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})
const disk = new FolderOfFiles()
test.afterAll(() => disk.remove())

async function openPicker(page: Page) {
  await page.getByRole('button', { name: 'Engagements', exact: true }).click()
  const picker = page.getByRole('dialog', { name: /^Engagements for / })
  await expect(picker.getByRole('combobox', { name: 'Search engagements' })).toBeFocused()
  return picker
}

test('[EN1] [EN2] [EN4] a coupon is found by keyboard, seen before it goes, asked about, sent, and redeemed', async () => {
  const mia = await stage.desk('Mia')
  const nora = await stage.follower('Nora Coupon')
  await nora.write('Do you have anything for me?')
  await mia.inbox.open('Nora Coupon')

  const picker = await openPicker(mia.page)
  const options = picker.getByRole('option')
  // active ones of this channel, of every type; neither drafts nor finished ones
  await expect(options.filter({ hasText: 'Free flat white' })).toHaveCount(1)
  await expect(options.filter({ hasText: 'Latte Art' })).toHaveCount(1)
  await expect(options.filter({ hasText: /Birthday muffin|Cold Brew Summer/ })).toHaveCount(0)
  await picker.getByRole('button', { name: /Type/ }).click()
  await mia.page.getByRole('option', { name: 'Coupon', exact: true }).click()
  await expect(options).toHaveCount(2)
  await picker.getByRole('combobox', { name: 'Search engagements' }).fill('brkfst nothing')
  await expect(picker.getByText('Nothing matches.')).toBeVisible()
  await picker.getByRole('combobox', { name: 'Search engagements' }).fill('flat')
  await expect(picker.getByRole('article', { name: 'Coupon: Free flat white' })).toContainText('NW-FLAT-2207')
  await mia.page.keyboard.press('Enter')
  const question = mia.page.getByRole('alertdialog', { name: 'Are you sure you want to send this coupon?' })
  await expect(question).toContainText('Coupon “Free flat white” goes to Nora Coupon.')
  await mia.page.keyboard.press('Enter')

  const sent = mia.page.getByRole('log').getByRole('article', { name: 'Coupon: Free flat white' })
  await expect(sent).toBeVisible()
  const card = nora.page.locator('.engagement')
  await expect(card).toContainText('Free flat white')
  const outcome = mia.page.locator('.bubble-outcome')
  await expect(outcome).toHaveText('Seen')
  await card.getByRole('button', { name: 'Show the code' }).click()
  await expect(card.getByRole('img', { name: 'NW-FLAT-2207' })).toBeVisible()
  await expect(outcome).toHaveText('Opened')
  await card.getByRole('button', { name: 'I have used it' }).click()
  await expect(outcome).toHaveText('Redeemed')
  await expect(mia.page.getByRole('list', { name: 'Engagements received' })).toContainText(
    'Coupon · Redeemed'
  )
  // from the panel to the message that it came with
  await mia.page.getByRole('button', { name: /Free flat white/ }).click()
  await expect(mia.page.locator('.thread-item:focus').getByRole('article')).toHaveAccessibleName(
    'Coupon: Free flat white'
  )

  // what was redeemed is not offered again
  const again = await openPicker(mia.page)
  await expect(again.getByRole('option').filter({ hasText: 'Breakfast deal' })).toHaveCount(1)
  await expect(again.getByRole('option').filter({ hasText: 'Free flat white' })).toHaveCount(0)
  await mia.page.keyboard.press('Escape')
})

test('[EN4] each type has a card of its own: a promo leads to the web only, a ringtone sounds, a wallpaper is taken along', async () => {
  const mia = await stage.desk('Mia')
  const nora = await stage.follower('Nora Cards')
  await nora.write('Show me everything')
  await mia.inbox.open('Nora Cards')
  for (const title of ['Refill Friday', 'Latte Art', 'Coffee Cats', 'Bean of the month: Ethiopia Guji']) {
    const picker = await openPicker(mia.page)
    await mia.page.keyboard.insertText(title)
    await expect(picker.getByRole('option')).toHaveCount(1)
    await mia.page.keyboard.press('Enter')
    await expect(mia.page.getByRole('alertdialog')).toBeVisible()
    await mia.page.keyboard.press('Enter')
    await expect(mia.page.getByRole('alertdialog')).toHaveCount(0)
  }
  const cards = nora.page.locator('.engagement')
  await expect(cards).toHaveCount(4)
  const link = cards.filter({ hasText: 'Refill Friday' }).getByRole('link', { name: 'Find a café' })
  await expect(link).toHaveAttribute('href', 'https://northwind-coffee.example/promo/refill-friday')
  await expect(link).toHaveAttribute('rel', /noopener/)
  const wallpaper = cards.filter({ hasText: 'Latte Art' })
  await wallpaper.scrollIntoViewIfNeeded()
  await expect
    .poll(() =>
      wallpaper
        .locator('img')
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth)
    )
    .toBe(270)
  const download = nora.page.waitForEvent('download')
  await wallpaper.getByRole('link', { name: 'Download latte-art-phone.png' }).click()
  expect((await download).suggestedFilename()).toBe('latte-art-phone.png')
  await expect(mia.page.getByRole('list', { name: 'Engagements received' })).toContainText(
    'Wallpaper · Redeemed'
  )
  // the internal title of a message stays at the desks
  const message = cards.filter({ hasText: 'Peach, jasmine' })
  await expect(message).toHaveCount(1)
  await expect(message).not.toContainText('Bean of the month')
  await expect(
    mia.page
      .getByRole('log')
      .getByRole('article', { name: /^Sticker Pack/ })
      .locator('img')
  ).toHaveCount(6)
})

test('[EN2] [CH8] [CH9] offline a pick is kept, queued and sent later; what ended meanwhile comes back with the reason', async () => {
  // two starts of a desk
  test.setTimeout(150_000)
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const nora = await stage.follower('Nora Offline')
  await nora.write('Anything while you are away?')
  await mia.inbox.open('Nora Offline')
  line.cut()

  // cancelled: it stays in the draft, over a restart, and is a draft by itself
  await openPicker(mia.page)
  await mia.page.keyboard.insertText('Breakfast')
  await mia.page.keyboard.press('Enter')
  await mia.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  const chip = () => mia.page.locator('.composer-engagement')
  await expect(chip()).toContainText('Breakfast deal')
  await mia.quit()
  await mia.launch()
  await mia.inbox.open('Nora Offline')
  await expect(chip()).toContainText('Breakfast deal')
  await mia.chat.send.click()
  await mia.page.getByRole('alertdialog').getByRole('button', { name: 'Send coupon' }).click()
  await expect(chip()).toHaveCount(0)
  const thread = mia.page.getByRole('log')
  await expect(thread.getByRole('article', { name: 'Coupon: Breakfast deal' })).toBeVisible()
  await openPicker(mia.page)
  await mia.page.keyboard.insertText('Refill')
  await mia.page.keyboard.press('Enter')
  await expect(mia.page.getByRole('alertdialog')).toBeVisible()
  await mia.page.keyboard.press('Enter')
  await expect(thread.getByRole('article', { name: 'Promo: Refill Friday' })).toBeVisible()

  await finishAsAdmin('Refill Friday')
  line.mend()
  await mia.online()
  await expect(nora.page.locator('.engagement')).toContainText('Breakfast deal')
  await expect(thread.getByText('Not sent: It is no longer offered.')).toBeVisible({ timeout: 30_000 })
  await expect(nora.page.locator('.engagement')).toHaveCount(1)
  await thread.getByRole('button', { name: 'Discard' }).click()
  await expect(thread.getByRole('article', { name: 'Promo: Refill Friday' })).toHaveCount(0)
})

/** An administrator elsewhere ends an engagement. */
async function finishAsAdmin(title: string): Promise<void> {
  const response = await fetch(stage.server.url + PATHS.signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'adam@demo.octopus.test', password: DEMO_PASSWORD, deviceName: 'test' })
  })
  const admin = new Desk(stage.server.url, SessionGrant.parse(await response.json()))
  const rows = (await admin.snapshotRows(engagementEntity.name)) as Engagement[]
  const found = rows.find(({ content }) => 'name' in content && content.name === title)
  if (!found) throw new Error(`no engagement is called ${title}`)
  const [outcome] = await admin.push(
    admin.operation(engagementMove, { engagementId: found.id, to: 'finished' })
  )
  expect(outcome).toMatchObject({ status: 'accepted' })
}

test('[EN3] an administrator makes an engagement, activates it, and an agent sends it; agents have no such room', async () => {
  // two desks
  test.setTimeout(120_000)
  const adam = await stage.desk('Adam')
  await adam.goTo('Engagements')
  await adam.page.getByRole('button', { name: 'New engagement' }).click()
  await adam.page.getByRole('menuitem', { name: 'Coupon' }).click()
  const form = adam.page.getByRole('dialog', { name: 'New coupon' })
  await form.getByRole('button', { name: /Channel/ }).click()
  await adam.page.getByRole('option', { name: 'Northwind Coffee' }).click()
  await form.getByLabel('Name').fill('x'.repeat(90))
  await expect(form.getByLabel('Name')).toHaveValue('x'.repeat(80))
  await form.getByLabel('Name').fill('Iced latte')
  await expect(form.getByText('Enter the code.')).toBeVisible()
  await form
    .getByLabel('Image', { exact: true })
    .and(form.locator('input'))
    .setInputFiles([disk.put('iced.png', aPicture(200, 120))])
  await form.getByLabel('Code').fill('ICE-1')
  const preview = form.getByRole('article', { name: 'Coupon: Iced latte' })
  await expect(preview).toContainText('ICE-1')
  await expect(form.getByText('Before it can be activated')).toHaveCount(0)
  await form.getByRole('button', { name: 'Save draft' }).click()
  const row = adam.page.getByRole('listitem').filter({ hasText: 'Iced latte' })
  await expect(row.getByText('Draft', { exact: true })).toBeVisible()

  const mia = await stage.desk('Mia')
  await expect(mia.page.getByRole('navigation', { name: 'Rooms' })).not.toContainText('Engagements')
  const nora = await stage.follower('Nora Catalogue')
  await nora.write('Hello')
  await mia.inbox.open('Nora Catalogue')
  const picker = await openPicker(mia.page)
  await expect(picker.getByRole('option').filter({ hasText: 'Breakfast' })).toHaveCount(1)
  await expect(picker.getByRole('option').filter({ hasText: 'Iced latte' })).toHaveCount(0)
  await row.getByRole('button', { name: 'Activate Iced latte' }).click()
  await expect(row.getByText('Active', { exact: true })).toBeVisible()
  await expect(row.getByRole('button', { name: 'Edit Iced latte' })).toHaveCount(0)
  await picker.getByRole('option').filter({ hasText: 'Iced latte' }).click()
  await mia.page.getByRole('alertdialog').getByRole('button', { name: 'Send coupon' }).click()
  const card = nora.page.locator('.engagement')
  await expect(card).toContainText('Iced latte')
  await expect.poll(() => card.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(200)

  await row.getByRole('button', { name: 'Duplicate Iced latte' }).click()
  await adam.page.getByRole('dialog', { name: 'New coupon' }).getByLabel('Name').fill('Iced mocha')
  await adam.page.getByRole('button', { name: 'Save draft' }).click()
  const copy = adam.page.getByRole('listitem').filter({ hasText: 'Iced mocha' })
  await expect(copy.getByText('Draft', { exact: true })).toBeVisible()
  await copy.getByRole('button', { name: 'Archive Iced mocha' }).click()
  await expect(copy).toHaveCount(0)
  await row.getByRole('button', { name: 'Finish Iced latte' }).click()
  await expect(row.getByText('Finished', { exact: true })).toBeVisible()
})
