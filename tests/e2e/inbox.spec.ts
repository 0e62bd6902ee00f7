import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import type { FilterName } from '../harness/desk-inbox.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({ conversations: 240 })
let mia: DeskApp

test.beforeAll(async () => {
  mia = await stage.desk('Mia')
})

async function chooseChannel(name: string) {
  await mia.page.getByRole('button', { name: /^Channel: / }).click()
  await mia.page.getByRole('menuitem', { name }).or(mia.page.getByRole('menuitemradio', { name })).click()
}

/** How many rows the list says it has. */
const length = async () => Number(await mia.inbox.rows.first().getAttribute('aria-setsize'))

test('[CH6] each filter shows as many chats as it counts, and only those', async () => {
  const look: Record<FilterName, RegExp> = {
    Mine: /^You$/,
    Unanswered: /^Unanswered$/,
    Active: /^(You|Tom Becker|Aisha Rahman|Luca Moretti|Sofia Lindgren|Lena Fischer)$/,
    Finished: /^(You|\p{L}+ \p{L}+)$/u
  }
  for (const filter of ['Mine', 'Unanswered', 'Active', 'Finished'] as const) {
    await mia.inbox.show(filter)
    await expect.poll(() => mia.inbox.count(filter)).toBeGreaterThan(0)
    await expect.poll(async () => (await length()) - (await mia.inbox.count(filter))).toBe(0)
    for (const pill of await mia.inbox.rows.locator('.ui-pill-text').allTextContents())
      expect(pill).toMatch(look[filter])
  }
  expect(await mia.inbox.count('Mine')).toBeLessThan(await mia.inbox.count('Active'))
})

test('[CH6] a channel narrows list and counts', async () => {
  await mia.inbox.show('Finished')
  const all = await mia.inbox.count('Finished')
  await chooseChannel('Acme Care')
  await expect.poll(() => mia.inbox.count('Finished')).toBeLessThan(all)
  const count = await mia.inbox.count('Finished')
  await expect.poll(length).toBe(count)
  for (const channel of await mia.inbox.rows.locator('.inbox-row-channel').allTextContents())
    expect(channel).toBe('Acme Care')
  await chooseChannel('All channels')
  await expect.poll(() => mia.inbox.count('Finished')).toBe(all)
})

test('[CH5] a user to write to is found by name, phone or channel, whatever the filter', async () => {
  const follower = await stage.follower('Zdeněk Ümlautsøn')
  await follower.write('Find me')
  await mia.inbox.show('Mine')
  for (const words of ['zdenek', 'umlauts', 'ZDENĚK  ümlauts']) {
    await mia.inbox.search.fill(words)
    await expect(mia.page.locator('.inbox-found')).toHaveText('1 chat found among all')
    expect(await mia.inbox.names()).toEqual(['Zdeněk Ümlautsøn'])
  }

  await mia.inbox.search.fill('')
  await mia.inbox.show('Finished')
  const someone = mia.inbox.rows.first()
  const name = (await someone.locator('.inbox-row-name').textContent()) ?? ''
  await someone.click()
  const panel = mia.page.getByRole('complementary', { name: 'Follower' })
  await expect(panel.locator('.follower-name')).toHaveText(name)
  const phone = (await panel.locator('dd').first().textContent()) ?? ''
  expect(phone).toMatch(/^\+[\d ]+$/)
  await mia.inbox.show('Mine')
  await mia.inbox.search.fill(phone.replaceAll(' ', '-').slice(0, -1))
  await expect.poll(() => mia.inbox.names()).toContain(name)

  await mia.inbox.search.fill('beatbox')
  await expect(mia.inbox.rows.locator('.inbox-row-channel').first()).toHaveText('Beatbox Radio')
  expect(new Set(await mia.inbox.rows.locator('.inbox-row-channel').allTextContents()).size).toBe(1)

  await mia.inbox.search.fill('nobody of that name')
  await expect(mia.page.getByText('Nobody found for “nobody of that name”')).toBeVisible()
  await mia.inbox.search.press('Escape')
  await expect(mia.inbox.search).toHaveValue('')
  await expect(mia.inbox.filter('Mine')).toBeChecked()
})

test('[CH6] the list is walked by keyboard, into the composer and back', async () => {
  await mia.inbox.show('Finished')
  await mia.inbox.rows.first().click()
  const [first, second, third] = await mia.inbox.names()
  const title = mia.page.locator('.thread-header-name')
  await expect(title).toHaveText(first ?? '')
  await mia.page.keyboard.press('ArrowDown')
  await expect(title).toHaveText(second ?? '')
  await mia.page.keyboard.press('ArrowDown')
  await expect(title).toHaveText(third ?? '')
  await mia.page.keyboard.press('ArrowUp')
  await expect(title).toHaveText(second ?? '')
  await mia.page.keyboard.press('Enter')
  await expect(mia.chat.composer).toBeFocused()
  await mia.page.keyboard.press('Escape')
  await expect(mia.inbox.list).toBeFocused()
  await expect(mia.inbox.list.locator('[data-active]')).toContainText(second ?? '')

  await mia.page.keyboard.press('End')
  const last = await mia.inbox.count('Finished')
  await expect(mia.inbox.rows.and(mia.page.locator('[aria-selected="true"]'))).toHaveAttribute(
    'aria-posinset',
    `${last}`
  )
  await mia.page.keyboard.press('Home')
  await expect(title).toHaveText(first ?? '')
  await mia.page.keyboard.press('Control+f')
  await expect(mia.inbox.search).toBeFocused()
})

test('[CH6] whoever writes moves to the top, and the open chat stays the open one', async () => {
  const early = await stage.follower('Yara Early')
  const late = await stage.follower('Yves Late')
  await mia.inbox.show('Unanswered')
  await early.write('I was first')
  await late.write('I was second')
  await expect.poll(async () => (await mia.inbox.names()).slice(0, 2)).toEqual(['Yves Late', 'Yara Early'])
  await mia.inbox.row('Yves Late').click()
  await expect(mia.page.locator('.thread-header-name')).toHaveText('Yves Late')

  await early.write('Still here')
  await expect.poll(async () => (await mia.inbox.names()).slice(0, 2)).toEqual(['Yara Early', 'Yves Late'])
  await expect(mia.inbox.row('Yves Late')).toHaveAttribute('aria-selected', 'true')
  await expect(mia.page.locator('.thread-header-name')).toHaveText('Yves Late')
  await mia.page.keyboard.press('ArrowUp')
  await expect(mia.page.locator('.thread-header-name')).toHaveText('Yara Early')
})
