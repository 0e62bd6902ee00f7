import { expect } from '@playwright/test'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()

test('[CH2] a follower writes, the agent answers, both see it live', async () => {
  const mia = await stage.desk('Mia')
  const nora = await stage.follower('Nora Sand')
  await mia.inbox.show('Unanswered')
  const before = await mia.inbox.count('Unanswered')

  await nora.write('Do you grind beans for an espresso pot?')
  const row = mia.inbox.row('Nora Sand')
  await expect(row).toContainText('Do you grind beans')
  await expect(row).toHaveAttribute('aria-posinset', '1')
  await expect.poll(() => mia.inbox.count('Unanswered')).toBe(before + 1)

  await row.click()
  await mia.chat.write('We do: ask for number four.')
  await expect(nora.message('We do: ask for number four.')).toBeVisible()
  await expect(nora.message('We do: ask for number four.')).toContainText('Mia')
  await mia.chat.hasState('We do: ask for number four.', 'delivered')
  await mia.chat.hasTexts(['Do you grind beans for an espresso pot?', 'We do: ask for number four.'])
})

test('[CH2] a reply is delivered only when the page of the follower shows it', async () => {
  const mia = await stage.desk('Mia')
  const piet = await stage.follower('Piet Zand')
  await piet.write('Is the shop open on Sunday?')
  await mia.inbox.open('Piet Zand')
  const address = piet.page.url()
  await piet.page.goto('about:blank')

  await mia.chat.write('From ten to four.')
  await mia.chat.hasState('From ten to four.', 'sent')

  await piet.page.goto(address)
  await piet.hasTexts(['Is the shop open on Sunday?', 'From ten to four.'])
  await mia.chat.hasState('From ten to four.', 'delivered')
})

test('[CH6] unread messages are counted until the chat is opened', async () => {
  const mia = await stage.desk('Mia')
  const olga = await stage.follower('Olga Brandt')
  await mia.inbox.show('Unanswered')
  await olga.write('First question')
  const row = mia.inbox.row('Olga Brandt')
  await expect(row.getByRole('img', { name: '1 unread' })).toBeVisible()
  await olga.write('Second question')
  await expect(row.getByRole('img', { name: '2 unread' })).toBeVisible()

  await row.click()
  await mia.chat.hasTexts(['First question', 'Second question'])
  await expect(row.getByRole('img', { name: /unread/ })).toHaveCount(0)
  await expect(mia.page.locator('.thread-new')).toHaveText('New since you left')

  await olga.write('Third question')
  await mia.chat.hasTexts(['First question', 'Second question', 'Third question'])
  await expect(row.getByRole('img', { name: /unread/ })).toHaveCount(0)
})

test('[CH2, CH9] many messages both ways stand in the same order on both sides', async () => {
  const mia = await stage.desk('Mia')
  const ravi = await stage.follower('Ravi Menon')
  await ravi.write('Hello')
  await mia.inbox.open('Ravi Menon')
  const asked = Array.from({ length: 8 }, (_, index) => `asked ${index + 1}`)
  const answered = Array.from({ length: 8 }, (_, index) => `answered ${index + 1}`)
  await Promise.all([
    (async () => {
      for (const text of asked) await ravi.write(text)
    })(),
    (async () => {
      for (const text of answered) await mia.chat.write(text)
    })()
  ])
  await expect(mia.chat.bubbles).toHaveCount(17)
  await expect(ravi.messages).toHaveCount(17)
  await mia.chat.hasState('answered 8', 'delivered')

  const texts = (await mia.chat.messages()).map(({ text }) => text)
  expect(texts.filter((text) => text.startsWith('asked'))).toEqual(asked)
  expect(texts.filter((text) => text.startsWith('answered'))).toEqual(answered)
  await ravi.hasTexts(texts)
})
