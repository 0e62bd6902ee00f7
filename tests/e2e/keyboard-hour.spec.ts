import { expect, type Locator, type Page } from '@playwright/test'
import { ConversationId } from '#shared/base/ids.ts'
import { SessionGrant } from '#shared/contract/wire.ts'
import { conversationTake } from '#shared/features/conversation/operations.ts'
import { Desk } from '../harness/desk.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})

/** Whatever is pressed goes through here: no test of this file touches the mouse. */
class Keys {
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }

  /** Walks with Tab until the focus is there. */
  async tabTo(wanted: Locator, key = 'Tab'): Promise<void> {
    await wanted.waitFor()
    for (let step = 0; step < 80; step++) {
      if (await wanted.evaluate((element) => element.contains(document.activeElement))) return
      await this.press(key)
    }
    throw new Error(`the focus never came to ${wanted}`)
  }
}

/** A colleague whose computer is not part of the story. */
async function aColleague(login: string): Promise<Desk> {
  const response = await fetch(`${stage.server.url}/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: `${login}@demo.octopus.test`,
      password: 'octopus-demo',
      deviceName: 'elsewhere'
    })
  })
  return new Desk(stage.server.url, SessionGrant.parse(await response.json()))
}

async function takes(desk: Desk, followerName: string): Promise<void> {
  const followers = (await desk.snapshotRows('follower')) as { id: string; name: string }[]
  const follower = followers.find(({ name }) => name === followerName)
  const chats = (await desk.snapshotRows('conversation')) as {
    id: string
    followerId: string
    ownerVersion: number
  }[]
  const chat = chats.find(({ followerId }) => followerId === follower?.id)
  if (!chat) throw new Error(`${followerName} has no chat`)
  const args = { conversationId: ConversationId.parse(chat.id) }
  const [outcome] = await desk.push(
    desk.operation(conversationTake, args, { base: { version: chat.ownerVersion } })
  )
  expect(outcome?.status).toBe('accepted')
}

test('[CH3, CH5, CH6, CH7, CH9, CH10] an agent’s hour by keyboard alone', async () => {
  test.setTimeout(180_000)
  const vera = await stage.follower('Vera Pine')
  await vera.write('Where is my delivery of roasted walnuts?')
  const walt = await stage.follower('Walt Ash')
  await walt.write('Walt asks something')
  const tom = await aColleague('tom')
  const mia = await stage.newDesk('Mia by keyboard', stage.server.url)
  const { page } = mia
  const keys = new Keys(page)
  await page.evaluate(() => {
    document.documentElement.dataset.mouse = '0'
    window.addEventListener('mousedown', () => {
      document.documentElement.dataset.mouse = '1'
    })
  })

  await test.step('sign in', async () => {
    await keys.tabTo(page.getByRole('checkbox', { name: 'Keep me signed in' }))
    await keys.press('Space')
    await keys.tabTo(page.getByRole('button', { name: 'Mia' }))
    await keys.press('Enter')
    await page.locator('[data-link="online"]').waitFor()
  })

  const openChat = async (name: string) => {
    await keys.press('Control+1', 'Control+F')
    await keys.type(name)
    await expect(mia.inbox.row(name)).toHaveCount(1)
    await keys.tabTo(mia.inbox.list)
    // the first arrow key may only bring the row on
    await keys.press('Home', 'Enter')
    await expect(page.locator('.thread-header-name')).toHaveText(name)
    await expect(page.locator('.composer textarea')).toBeFocused()
  }

  await test.step('walk the inbox and open a chat', async () => {
    await keys.tabTo(mia.inbox.filter('Mine'))
    await keys.press('ArrowRight', 'Space')
    await keys.tabTo(mia.inbox.list)
    await keys.press('ArrowDown', 'ArrowDown', 'ArrowUp')
    await expect(page.locator('.thread-header-name')).not.toHaveText('')
    await openChat('Vera Pine')
  })

  await test.step('answer with a canned response', async () => {
    await keys.type('/deliv')
    await page
      .getByRole('listbox', { name: /canned/i })
      .getByRole('option')
      .first()
      .waitFor()
    await keys.press('Enter')
    await expect(mia.chat.composer).not.toHaveValue('/deliv')
    await keys.press('Control+A', 'Delete')
    await keys.type('Your walnuts are on their way')
    await keys.press('Enter')
    await expect(mia.chat.status).toHaveText('Active: Mia Hoffmann (you)')
  })

  await test.step('write a note', async () => {
    await keys.press('Control+Shift+M')
    await keys.type('Asked twice already')
    await keys.press('Enter')
    await expect(page.getByRole('log').locator('.note')).toContainText('Asked twice already')
    await keys.press('Control+Shift+M')
    await expect(mia.chat.composer).toBeFocused()
  })

  await test.step('search everything, and open a hit at its message', async () => {
    await openChat('Walt Ash')
    await keys.press('Control+K')
    const box = page.getByRole('combobox', { name: 'Search everything' })
    await expect(box).toBeFocused()
    await keys.type('roasted waln')
    const hit = page.getByRole('option', { name: /roasted walnuts/ })
    await expect(hit).toHaveCount(1)
    await expect(hit.locator('mark')).toHaveText(['roasted', 'waln'])
    await expect(page.getByText(/^Searches the [\d,.]+ messages on this computer, since/)).toBeVisible()
    await keys.press('Enter')
    await expect(page.locator('.thread-header-name')).toHaveText('Vera Pine')
    await expect(page.locator('.thread-item[data-found]')).toContainText('roasted walnuts')
    await expect(page.locator('.thread-item:focus')).toContainText('roasted walnuts')
    await keys.press('ArrowDown')
    await expect(page.locator('.thread-item:focus')).toContainText('on their way')
  })

  await test.step('transfer it to a colleague', async () => {
    await keys.press('Control+Shift+X')
    const dialog = page.getByRole('dialog', { name: 'Transfer the chat with Vera Pine' })
    await keys.tabTo(dialog.getByRole('button', { name: /Choose a colleague/ }))
    await keys.press('Enter')
    await page.getByRole('option', { name: 'Tom Becker' }).waitFor()
    await keys.type('Tom')
    await keys.press('Enter')
    await keys.tabTo(dialog.getByRole('textbox', { name: 'Note' }))
    await keys.type('She likes short answers')
    await keys.press('Control+Enter')
    await expect(mia.chat.status).toHaveText('Active: Tom Becker')
  })

  await test.step('take over with a confirmation, and finish', async () => {
    // the server has agreed to the transfer: until then there is nobody to take it from
    await expect(mia.chat.act('Take over…')).toBeVisible()
    await keys.press('Control+Shift+E')
    const ask = page.getByRole('alertdialog', { name: 'Take over this chat from Tom Becker?' })
    await keys.tabTo(ask.getByRole('button', { name: 'Take over' }))
    await keys.press('Enter')
    await expect(mia.chat.act('Finish')).toBeVisible()
    await keys.press('Control+Shift+E')
    await expect(mia.chat.status).toContainText('Finished')
  })

  await test.step('edit a canned response', async () => {
    await keys.press('Control+2')
    await keys.tabTo(page.getByRole('tab', { selected: true }))
    await keys.press('End')
    await expect(page.getByRole('tab', { name: 'Responses', selected: true })).toBeVisible()
    const category = page.locator('.ui-disclosure').first().getByRole('button').first()
    await keys.tabTo(category)
    if ((await category.getAttribute('aria-expanded')) !== 'true') await keys.press('Enter')
    const edit = page.getByRole('button', { name: /^Edit / }).first()
    await keys.tabTo(edit)
    await keys.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Edit response' })
    await keys.tabTo(dialog.getByRole('textbox', { name: 'Text' }))
    await keys.press('Control+A')
    await keys.type('Rewritten by keyboard')
    await keys.tabTo(dialog.getByRole('button', { name: 'Save' }))
    await keys.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('Rewritten by keyboard').first()).toBeVisible()
  })

  await test.step('go offline, write, go online: refused, and retried from the Outbox', async () => {
    await openChat('Walt Ash')
    await keys.press('Control+Shift+O')
    await expect(page.locator('[data-link="paused-by-person"]')).toBeVisible()
    await keys.type('Written offline')
    await keys.press('Enter')
    await mia.chat.hasState('Written offline', 'queued')
    await takes(tom, 'Walt Ash')
    await keys.press('Control+Shift+O')
    await mia.chat.hasState('Written offline', 'refused')
    await keys.press('Control+3')
    const refused = page.getByRole('region', { name: 'Message: Walt Ash' })
    await keys.tabTo(refused.getByRole('button', { name: /^Take over and send/ }))
    await keys.press('Enter')
    const ask = page.getByRole('alertdialog', { name: 'Take over this chat from Tom Becker?' })
    await keys.tabTo(ask.getByRole('button', { name: 'Take over and send' }))
    await keys.press('Enter')
    await expect(mia.statusBar).toContainText('0 unsent')
    await walt.hasTexts(['Walt asks something', 'Written offline'])
  })

  await test.step('the list of shortcuts', async () => {
    await keys.press('F1')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(sheet).toContainText('Search everything')
    await keys.press('Escape')
    await expect(sheet).toHaveCount(0)
  })

  expect(await page.evaluate(() => document.documentElement.dataset.mouse)).toBe('0')
})
