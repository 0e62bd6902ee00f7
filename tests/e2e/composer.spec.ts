import { expect } from '@playwright/test'
import { MESSAGE_MAX_CHARS } from '#shared/features/conversation/entities.ts'
import type { DeskApp } from '../harness/desk-app.ts'
import { aPicture } from '../harness/files.ts'
import { InputMethod } from '../harness/input-method.ts'
import { judge } from '../harness/judge.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()
const ENTER = 13

/** Copies as another program does: what the clipboard holds, by its media type. */
async function copy({ page }: DeskApp, held: Record<string, string>) {
  await page.evaluate((held) => {
    const fill = (event: ClipboardEvent) => {
      event.preventDefault()
      for (const [type, text] of Object.entries(held)) event.clipboardData?.setData(type, text)
    }
    document.addEventListener('copy', fill, { once: true })
  }, held)
  await page.keyboard.press('Control+C')
}

async function copyPicture({ page }: DeskApp, png: Buffer) {
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    const blob = new Blob([bytes], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  }, png.toString('base64'))
}

/** Labels of the menu that a right click on a misspelled word would open. */
async function spellingMenu(desk: DeskApp, misspelledWord: string, dictionarySuggestions: string[]) {
  return await desk.app.evaluate(
    ({ BrowserWindow, Menu }, params) => {
      const labels: string[] = []
      const { popup } = Menu.prototype
      Menu.prototype.popup = function () {
        labels.push(...this.items.filter(({ type }) => type !== 'separator').map(({ label }) => label))
      }
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const editFlags = { canUndo: true, canRedo: true, canCut: true, canCopy: true, canPaste: true }
      contents?.emit('context-menu', {}, { ...params, isEditable: true, selectionText: '', editFlags })
      Menu.prototype.popup = popup
      return { labels, isChecked: contents?.session.isSpellCheckerEnabled() }
    },
    { misspelledWord, dictionarySuggestions }
  )
}

test('[CH8] [DT2] the composer: clean paste, one undo for each insertion, input methods, spelling, limits, both directions, emoji', async () => {
  test.setTimeout(120_000)
  const mia = await stage.desk('Mia')
  const { page } = mia
  const yuki = await stage.follower('Yuki Mori')
  await yuki.write('Konnichiwa')
  await mia.inbox.open('Yuki Mori')
  const { composer } = mia.chat
  const empty = async () => {
    await composer.press('Control+A')
    await composer.press('Delete')
  }

  await test.step('rich text is pasted as clean text, and one undo takes it back', async () => {
    await composer.click()
    await page.keyboard.type('Dear Yuki, ')
    const rich = '<style>p { color: red }</style><p style="color:red">Two <b>cups</b></p><p>a day\u200b</p>'
    await copy(mia, { 'text/html': rich })
    await page.keyboard.press('Control+V')
    await expect(composer).toHaveValue(/^Dear Yuki, Two cups.*\s+a day$/s)
    await page.keyboard.press('Control+Z')
    await expect(composer).toHaveValue('Dear Yuki, ')
    await copy(mia, {
      'text/plain': 'as\r\nplain\u00a0text',
      'text/html': '<b>as plain text</b>'
    })
    await page.keyboard.press('Control+V')
    await expect(composer).toHaveValue('Dear Yuki, as\nplain text')
    await page.keyboard.press('Control+Z')
    await expect(composer).toHaveValue('Dear Yuki, ')
    await empty()
  })

  await test.step('[CR2] rich text becomes clean text in the editor of a response too', async () => {
    await mia.goTo('Canned responses')
    await page.getByRole('tab', { name: 'Responses' }).click()
    await page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click()
    const text = page.getByRole('dialog').getByRole('textbox', { name: 'Text' })
    await text.fill('')
    await copy(mia, { 'text/plain': 'Two cups', 'text/html': '<p style="color:red">Two <b>cups</b></p>' })
    await page.keyboard.press('Control+V')
    await expect(text).toHaveValue('Two cups')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await mia.goTo('Chat')
    await mia.inbox.open('Yuki Mori')
    await composer.click()
  })

  await test.step('[AT2] a picture is pasted as a file', async () => {
    await copyPicture(mia, aPicture(40, 30))
    await page.keyboard.press('Control+V')
    const chips = page.getByRole('list', { name: 'Attached files' })
    await expect(chips).toContainText('pasted-image.png')
    await expect(composer).toHaveValue('')
    await chips.getByRole('button', { name: /Remove/ }).click()
    await expect(chips).toHaveCount(0)
    await composer.click()
  })

  await test.step('the Enter that takes a candidate of an input method sends nothing', async () => {
    const method = await InputMethod.of(page)
    await method.compose('にほん')
    await expect(composer).toHaveValue('にほん')
    await method.press('Enter', ENTER)
    await method.commit('日本')
    await expect(composer).toHaveValue('日本')
    await mia.chat.hasTexts(['Konnichiwa'])
    await page.keyboard.press('Enter')
    await mia.chat.hasTexts(['Konnichiwa', '日本'])
    await expect(composer).toHaveValue('')
  })

  await test.step('spelling is checked, and the menu of a misspelled word has suggestions', async () => {
    await expect(composer).toHaveAttribute('spellcheck', 'true')
    const menu = await spellingMenu(mia, 'coffe', ['coffee', 'coffer'])
    expect(menu.isChecked).toBe(true)
    expect(menu.labels.slice(0, 3)).toEqual(['coffee', 'coffer', 'Add to Dictionary'])
    expect((await spellingMenu(mia, 'qzx', [])).labels[0]).toBe('No suggestions')
  })

  await test.step('the limit is told before it bites, and more than that is kept', async () => {
    const note = page.locator('.composer-limit')
    await composer.fill('x'.repeat(MESSAGE_MAX_CHARS - 501))
    await expect(note).toHaveCount(0)
    await composer.fill('x'.repeat(MESSAGE_MAX_CHARS - 120))
    await expect(note).toHaveText('120 characters left')
    await composer.fill('x'.repeat(MESSAGE_MAX_CHARS + 3))
    await expect(note).toHaveText('3 characters too many')
    await expect(mia.chat.send).toBeDisabled()
    await composer.press('Enter')
    await expect(composer).toHaveValue('x'.repeat(MESSAGE_MAX_CHARS + 3))
    await empty()
  })

  await test.step('text runs its own way, and a very long message is folded', async () => {
    const direction = (element: Element) => getComputedStyle(element).direction
    await composer.fill('مرحبا، القهوة جاهزة')
    expect(await composer.evaluate(direction)).toBe('rtl')
    await composer.press('Enter')
    const arabic = mia.chat.bubble('مرحبا، القهوة جاهزة').locator('.bubble-text')
    expect(await arabic.evaluate(direction)).toBe('rtl')
    expect(await mia.chat.bubble('日本').locator('.bubble-text').evaluate(direction)).toBe('ltr')

    const long = `begin ${'many words '.repeat(300)}end`
    await composer.fill(long)
    await composer.press('Enter')
    const bubble = mia.chat.bubble('begin many words')
    await expect(bubble.locator('.bubble-text')).not.toContainText('end')
    await bubble.getByRole('button', { name: 'Show more' }).click()
    await expect(bubble.locator('.bubble-text')).toContainText('end')
  })

  await test.step('emoji by name: arrow keys, Enter, a second colon, Escape, one undo', async () => {
    const list = page.getByRole('listbox', { name: 'Emoji' })
    await composer.click()
    await page.keyboard.type('Well done :par')
    await expect(list.getByRole('option')).not.toHaveCount(0)
    await judge(page)
    await page.keyboard.type('t')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await expect(list.getByRole('option', { selected: true })).toHaveText(/:partying_face:/)
    await page.keyboard.press('Enter')
    await expect(composer).toHaveValue('Well done 🥳')
    await expect(list).toHaveCount(0)
    await page.keyboard.press('Control+Z')
    await expect(composer).toHaveValue('Well done :part')
    await page.keyboard.press('Escape')
    await expect(list).toHaveCount(0)
    await empty()
    await page.keyboard.type('at 12:30 :tada: :zzzz')
    await expect(composer).toHaveValue('at 12:30 🎉 :zzzz')
    await expect(list).toHaveCount(0)
    await empty()
  })

  await test.step('the picker of emoji: found by words, walked by arrow keys, the last used first', async () => {
    await page.keyboard.type('Love ')
    await page.getByRole('button', { name: 'Emoji', exact: true }).press('Enter')
    const search = page.getByRole('combobox', { name: 'Search emoji' })
    await expect(search).toBeFocused()
    await expect(page.getByRole('group', { name: 'Used last' }).getByRole('option')).toHaveText(['🎉', '🥳'])
    await judge(page)
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('option', { name: 'grinning', exact: true })).toHaveAttribute(
      'aria-selected',
      'true'
    )
    await page.keyboard.type('qqq')
    await expect(page.locator('.emoji-name')).toHaveText('Nothing is called “qqq”.')
    await search.fill('love red')
    await page.keyboard.press('Enter')
    await expect(composer).toHaveValue('Love ❤️')
    await expect(composer).toBeFocused()
    await page.keyboard.press('Control+Z')
    await expect(composer).toHaveValue('Love ')
    await empty()
  })
})

test('[CH6] [CH10] whoever comes back to a chat finds it where it was left, with what is new; the panel folds by keyboard', async () => {
  const mia = await stage.desk('Mia')
  const { page } = mia
  const [rosa, sven] = [await stage.follower('Rosa Vidal'), await stage.follower('Sven Holm')]
  await sven.write('Sven asks')
  for (let n = 1; n <= 9; n++) await rosa.write(`part ${n} ${'of a long story '.repeat(30)}`)
  await mia.inbox.show('Unanswered')
  await mia.inbox.row('Rosa Vidal').click()
  await expect(mia.chat.bubbles).toHaveCount(9)
  const third = mia.chat.bubble('part 3 ')
  const topOf = async () => Math.round((await third.boundingBox())?.y ?? -1)
  await third.evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await expect(page.locator('.thread-to-end')).toHaveText('Newest')
  const before = await topOf()

  await mia.inbox.row('Sven Holm').click()
  await expect(page.locator('.thread-header-name')).toHaveText('Sven Holm')
  await rosa.write('and the end of it')
  await expect(mia.inbox.row('Rosa Vidal').getByRole('img', { name: '1 unread' })).toBeVisible()
  await mia.inbox.row('Rosa Vidal').click()
  await expect(page.locator('.thread-to-end')).toHaveText('1 new')
  expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(2)
  await expect(page.locator('.thread-item', { has: page.locator('.thread-new') })).toContainText(
    'and the end of it'
  )
  await page.locator('.thread-to-end').getByRole('button').click()
  await expect(mia.chat.bubble('and the end of it')).toBeInViewport()
  await expect(page.locator('.thread-to-end')).toHaveCount(0)

  const panel = page.getByRole('complementary', { name: 'Follower' })
  const profile = panel.getByRole('button', { name: 'Profile' })
  await expect(panel.getByText('Chat began')).toBeVisible()
  await profile.press('Enter')
  await expect(panel.getByText('Chat began')).toBeHidden()
  await page.keyboard.press('Control+Shift+P')
  await expect(panel).toHaveCount(0)
  await page.keyboard.press('Control+Shift+P')
  await expect(profile).toHaveAttribute('aria-expanded', 'false')
  await profile.press('Enter')
  await expect(profile).toHaveAttribute('aria-expanded', 'true')
})
