import { expect, test } from '@playwright/test'
import { chooseFiles, dropFiles, FolderOfFiles } from '../harness/desk-files.ts'
import { aPicture } from '../harness/files.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const disk = new FolderOfFiles()
test.afterAll(() => disk.remove())

test('[AT1] [AT2] [AT4] pictures are chosen, shown, sent and looked at', async () => {
  const mia = await stage.desk('Mia')
  const nora = await stage.follower('Nora Quist')
  await nora.write('May I see the machine?')
  await mia.inbox.open('Nora Quist')

  await chooseFiles(mia.page, [
    disk.put('machine.png', aPicture(640, 480)),
    disk.put('side view.png', aPicture(300, 500, [200, 90, 40])),
    disk.put('contract.pdf', Buffer.from('MZ\x90\x00 this is a program', 'latin1')),
    disk.put('holiday.heic', Buffer.from('\x00\x00\x00\x18ftypheic', 'latin1'))
  ])
  const chips = mia.page.getByRole('list', { name: 'Attached files' })
  await expect(chips.getByRole('listitem')).toHaveText([/machine\.png/, /side view\.png/])
  const refusals = mia.page.getByRole('list', { name: 'Files that cannot be sent' })
  await expect(refusals).toContainText(
    'contract.pdf is a Windows program, although its name says PDF document.'
  )
  await expect(refusals).toContainText('holiday.heic is no file that can be sent here.')
  await expect(mia.chat.send).toBeDisabled()
  await expect(mia.page.locator('.composer-limit')).toHaveText('Dismiss 2 files that cannot be sent')
  await mia.page.getByRole('button', { name: 'Dismiss contract.pdf' }).click()
  await mia.page.getByRole('button', { name: 'Dismiss holiday.heic' }).click()

  await mia.chat.write('Here it is.')
  await mia.chat.hasState('Here it is.', /sent|delivered/)
  await expect(chips).toHaveCount(0)
  const tiles = mia.chat.bubble('Here it is.').getByRole('button', { name: /^Open / })
  await expect(tiles).toHaveCount(2)
  await expect
    .poll(() =>
      tiles
        .first()
        .locator('img')
        .evaluate((img: HTMLImageElement) => img.naturalWidth)
    )
    .toBe(640)

  await tiles.first().click()
  const viewer = mia.page.getByRole('dialog', { name: 'Picture 1 of 2: machine.png' })
  await expect(viewer).toBeVisible()
  await mia.page.keyboard.press('ArrowRight')
  await expect(mia.page.getByRole('dialog', { name: 'Picture 2 of 2: side view.png' })).toBeVisible()
  await mia.page.keyboard.press('+')
  await mia.page.keyboard.press('Control+c')
  await expect(mia.page.getByText('Picture copied')).toBeVisible()
  await mia.page.keyboard.press('Escape')
  await expect(mia.page.getByRole('dialog')).toHaveCount(0)
  await expect(tiles.first()).toBeFocused()
})

test('[AT2] files are dropped on the chat, and on a row of the inbox', async () => {
  const mia = await stage.desk('Mia')
  const [nora, olga] = [await stage.follower('Nora Drop'), await stage.follower('Olga Drop')]
  await olga.write('And me?')
  await nora.write('Hello')
  await mia.inbox.open('Nora Drop')
  const many = Array.from({ length: 100 }, (_, n) => disk.put(`p${n}.png`, aPicture(20, 20, [n, n, 255 - n])))
  await dropFiles(mia.page, mia.page.getByRole('log'), many)
  await expect(mia.page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')).toHaveCount(100)
  await expect(mia.page.locator('.composer-limit')).toHaveCount(0, { timeout: 30_000 })
  await expect(mia.chat.send).toBeEnabled()

  await mia.inbox.show('Unanswered')
  await dropFiles(mia.page, mia.inbox.row('Olga Drop'), [disk.put('for olga.txt', Buffer.from('Hello'))])
  await expect(mia.page.getByText('1 file added to your draft to Olga Drop')).toBeVisible()
  await expect(mia.inbox.row('Olga Drop').getByRole('img', { name: 'Draft' })).toBeVisible()
  await mia.inbox.open('Olga Drop')
  await expect(mia.page.getByRole('list', { name: 'Attached files' })).toContainText('for olga.txt')
})
