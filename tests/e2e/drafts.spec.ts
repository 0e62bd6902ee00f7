import { expect } from '@playwright/test'
import { draftsOnDisk } from '../harness/desk-disk.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()

test('[CH8] what is typed in one chat never shows in another', async () => {
  const mia = await stage.desk('Mia')
  for (const name of ['Lotte Aas', 'Lotte Bek']) {
    const follower = await stage.follower(name)
    await follower.write(`${name} asks`)
  }
  await mia.inbox.show('Unanswered')
  const first = mia.inbox.row('Lotte Aas')
  const second = mia.inbox.row('Lotte Bek')
  await first.click()
  await mia.chat.composer.pressSequentially('Only for A')
  await second.click()
  await expect(mia.page.getByRole('textbox', { name: 'Message to Lotte Bek' })).toHaveValue('')
  await expect(first.getByRole('img', { name: 'Draft' })).toBeVisible()
  await expect(second.getByRole('img', { name: 'Draft' })).toHaveCount(0)

  await mia.chat.composer.pressSequentially('Only for B')
  await first.click()
  await expect(mia.page.getByRole('textbox', { name: 'Message to Lotte Aas' })).toHaveValue('Only for A')
  await second.click()
  await expect(mia.page.getByRole('textbox', { name: 'Message to Lotte Bek' })).toHaveValue('Only for B')
})

test('[CH8] switching chats in the middle of a word loses no key and moves none', async () => {
  const mia = await stage.desk('Mia')
  for (const name of ['Milo Aas', 'Milo Bek']) {
    const follower = await stage.follower(name)
    await follower.write(`${name} asks`)
  }
  await mia.inbox.show('Unanswered')
  const rows = [mia.inbox.row('Milo Aas'), mia.inbox.row('Milo Bek')] as const
  const typed = ['', '']
  await expect(rows[1]).toBeVisible()
  for (let turn = 0; turn < 6; turn++) {
    const place = turn % 2
    await rows[place]?.click()
    const composer = mia.page.getByRole('textbox', { name: `Message to Milo ${place === 0 ? 'Aas' : 'Bek'}` })
    // until its draft is read nothing can be typed there
    await expect(composer).toBeEnabled()
    await composer.press('End')
    await mia.page.keyboard.type(`word${turn} `)
    typed[place] += `word${turn} `
  }
  for (const place of [0, 1]) {
    await rows[place]?.click()
    const composer = mia.page.getByRole('textbox', { name: `Message to Milo ${place === 0 ? 'Aas' : 'Bek'}` })
    await expect(composer).toHaveValue(typed[place] ?? '')
  }
})

test('[CH8] a draft survives kill -9', async () => {
  const mia = await stage.desk('Mia')
  const follower = await stage.follower('Nell Cross')
  await follower.write('Nell asks')
  await mia.inbox.open('Nell Cross')
  await mia.chat.composer.pressSequentially('A long thought, not finished: “Grüße”')
  await expect
    .poll(() => draftsOnDisk(mia.profile), { timeout: 1000, intervals: [50] })
    .toContain('A long thought, not finished: “Grüße”')
  await mia.kill9()

  await mia.launch()
  await mia.inbox.open('Nell Cross')
  await expect(mia.chat.composer).toHaveValue('A long thought, not finished: “Grüße”')
  await mia.chat.composer.press('End')
  await mia.chat.composer.pressSequentially('!')
  await mia.chat.composer.press('Enter')
  await follower.hasTexts(['Nell asks', 'A long thought, not finished: “Grüße”!'])
  await expect(mia.inbox.row('Nell Cross').getByRole('img', { name: 'Draft' })).toHaveCount(0)
})
