import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { chooseFiles, dropFiles, FolderOfFiles } from '../harness/desk-files.ts'
import { aPicture } from '../harness/files.ts'
import { judge } from '../harness/judge.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()

/** Saved here: not tried yet, or tried in vain. */
const UNSENT = /^(queued|retrying)$/
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
  await expect(mia.page.locator('.composer-limit')).toHaveCount(0, { timeout: 60_000 })
  await expect(mia.chat.send).toBeEnabled()

  await mia.inbox.show('Unanswered')
  await dropFiles(mia.page, mia.inbox.row('Olga Drop'), [disk.put('for olga.txt', Buffer.from('Hello'))])
  await expect(mia.page.getByText('1 file added to your draft to Olga Drop')).toBeVisible()
  await expect(mia.inbox.row('Olga Drop').getByRole('img', { name: 'Draft' })).toBeVisible()
  await mia.inbox.open('Olga Drop')
  await expect(mia.page.getByRole('list', { name: 'Attached files' })).toContainText('for olga.txt')
})

test('[AT1] [AT3] [AT4] [CH8] both ways; offline and killed, a message and a draft keep their files', async () => {
  // a second start of the desk, and three looks by axe in both themes
  test.setTimeout(150_000)
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const pia = await stage.follower('Pia Ochoa')
  const chooseOnPhone = (...files: string[]) => pia.page.locator('input[type=file]').setInputFiles(files)

  await chooseOnPhone(
    disk.put('broken.png', aPicture(500, 300, [90, 60, 160])),
    disk.put('receipt.pdf', Buffer.from('%PDF-1.7\n%%EOF')),
    disk.put('virus.pdf', Buffer.from('MZ\x90\x00 this is a program', 'latin1'))
  )
  await expect(pia.page.locator('.refusals')).toContainText(
    'virus.pdf is a Windows program, although its name says PDF document.'
  )
  await expect(pia.page.getByRole('link', { name: 'broken.png' }).locator('img')).toBeVisible()
  await expect(pia.page.locator('a.file-row')).toContainText('receipt.pdf')
  await judge(pia.page)

  await mia.inbox.open('Pia Ochoa')
  // the desk is started anew below, with another page
  const width = () =>
    mia.page
      .getByRole('button', { name: 'Open broken.png' })
      .locator('img')
      .evaluate((img: HTMLImageElement) => img.naturalWidth)
  await expect.poll(width).toBe(500)
  await mia.app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    },
    path.join(disk.folder, 'saved.pdf')
  )
  await mia.page.getByRole('button', { name: 'Save receipt.pdf' }).click()
  await expect(mia.page.getByText('receipt.pdf saved')).toBeVisible()
  expect(readFileSync(path.join(disk.folder, 'saved.pdf'), 'latin1')).toBe('%PDF-1.7\n%%EOF')

  line.cut()
  await mia.offline()
  await chooseFiles(mia.page, [disk.put('spare.png', aPicture(300, 300, [20, 120, 60]))])
  await mia.chat.write('Sent from the train')
  await mia.chat.hasState('Sent from the train', UNSENT)
  await expect(mia.chat.bubble('Sent from the train')).toContainText('Files wait to be uploaded')
  await chooseFiles(mia.page, [disk.put('later.txt', Buffer.from('for later'))])
  await mia.chat.composer.fill('not yet')
  await judge(mia.page)
  await expect(mia.page.getByRole('list', { name: 'Attached files' })).toContainText('later.txt')
  await mia.kill9()

  await mia.launch()
  await mia.offline()
  await mia.inbox.open('Pia Ochoa')
  await mia.chat.hasState('Sent from the train', UNSENT)
  await expect(mia.chat.composer).toHaveValue('not yet')
  await expect(mia.page.getByRole('list', { name: 'Attached files' })).toContainText('later.txt')
  await expect.poll(width).toBe(500)

  line.mend()
  await mia.online()
  await mia.chat.hasState('Sent from the train', 'delivered')
  await expect(pia.page.getByRole('link', { name: 'spare.png' }).locator('img')).toBeVisible()
  await expect(mia.page.getByRole('list', { name: 'Attached files' })).toContainText('later.txt')
  await mia.page.getByRole('button', { name: 'Open broken.png' }).click()
  await expect(mia.page.getByRole('dialog')).toBeVisible()
  await judge(mia.page)
})
