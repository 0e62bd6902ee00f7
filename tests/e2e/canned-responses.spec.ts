import { readdirSync } from 'node:fs'
import { expect, type Locator } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import { filesWith } from '../harness/desk-disk.ts'
import { dropFiles, FolderOfFiles } from '../harness/desk-files.ts'
import { aPicture } from '../harness/files.ts'
import { judge } from '../harness/judge.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})
const disk = new FolderOfFiles()
test.afterAll(() => disk.remove())

const tab = (desk: DeskApp, name: 'Category' | 'Responses') => desk.page.getByRole('tab', { name })

/** The row of a category or a response, by its exact name. */
const item = (desk: DeskApp, name: string) =>
  desk.page.locator('.canned-item:visible').filter({
    has: desk.page
      .locator('.canned-row-name, .canned-response-title')
      .and(desk.page.getByText(name, { exact: true }))
  })

async function addCategory(desk: DeskApp, name: string) {
  await tab(desk, 'Category').click()
  await desk.page.getByRole('button', { name: 'Add new category' }).click()
  await desk.page.getByRole('textbox', { name: 'Name' }).fill(name)
  await desk.page.getByRole('button', { name: 'Save' }).click()
  await expect(item(desk, name)).toBeVisible()
}

/** The part of the Responses tab that belongs to a category, opened. */
async function openCategory(desk: DeskApp, name: string): Promise<Locator> {
  await tab(desk, 'Responses').click()
  const section = desk.page.locator('.ui-disclosure', {
    has: desk.page.getByRole('button', { name, exact: true })
  })
  const trigger = section.getByRole('button', { name, exact: true })
  if ((await trigger.getAttribute('aria-expanded')) !== 'true') await trigger.click()
  return section
}

async function addResponse(desk: DeskApp, category: string, title: string, text: string) {
  const section = await openCategory(desk, category)
  await section.getByRole('button', { name: 'Add new response' }).click()
  const dialog = desk.page.getByRole('dialog', { name: `Add new response to ${category}` })
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
  await dialog.getByRole('textbox', { name: 'Text' }).fill(text)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(item(desk, title)).toContainText(text)
}

async function editResponse(desk: DeskApp, title: string, text: string) {
  await desk.page.getByRole('button', { name: `Edit ${title}`, exact: true }).click()
  const dialog = desk.page.getByRole('dialog', { name: 'Edit response' })
  await dialog.getByRole('textbox', { name: 'Text' }).fill(text)
  await dialog.getByRole('button', { name: 'Save' }).click()
}

test('[CR1, CR2, CR5] the library is changed and used offline, and a colleague sees it afterwards', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const tom = await stage.desk('Tom')
  const follower = await stage.follower('Uma Reyes')
  await follower.write('Where is my parcel?')
  await mia.inbox.open('Uma Reyes')
  line.cut()
  await mia.offline()

  await mia.goTo('Canned responses')
  await addCategory(mia, 'Parcels')
  await expect(item(mia, 'Parcels')).toContainText('Not sent yet')
  await mia.page.getByRole('button', { name: 'Rename Parcels' }).click()
  await mia.page.getByRole('textbox', { name: 'Name' }).fill('Parcels and posts')
  await mia.page.getByRole('button', { name: 'Save' }).click()
  await expect(item(mia, 'Parcels and posts')).toContainText('0 responses')
  await addResponse(
    mia,
    'Parcels and posts',
    'Where it is',
    'Hello {{follower.firstName|there}}, it is near.'
  )
  await addResponse(mia, 'Parcels and posts', 'Too large', 'It is too large for your box.')
  await addResponse(mia, 'Parcels and posts', 'Not needed', 'Nobody needs this.')
  await editResponse(mia, 'Too large', 'It waits at the post office.')
  await expect(item(mia, 'Too large')).toContainText('It waits at the post office.')
  await mia.page.getByRole('button', { name: 'Remove Not needed' }).click()
  await expect(item(mia, 'Not needed')).toContainText('Removal not sent yet')

  await mia.goTo('Chat')
  await mia.chat.composer.pressSequentially('/nobody needs this')
  await expect(mia.page.getByText('No canned response matches “nobody needs this”.')).toBeVisible()
  await mia.chat.composer.fill('')
  await mia.chat.composer.pressSequentially('/parcel large')
  const picker = mia.page.getByRole('listbox', { name: 'Canned responses' })
  await expect(picker.getByRole('option').first()).toContainText('Too large')
  await mia.chat.composer.press('Enter')
  await expect(mia.chat.composer).toHaveValue('It waits at the post office.')
  await mia.chat.composer.press('Enter')
  await mia.page.getByRole('button', { name: 'Canned responses' }).last().click()
  await mia.page.getByRole('searchbox', { name: 'Search canned responses' }).fill('where it is')
  await mia.page.locator('.canned-browser-response', { hasText: 'Where it is' }).click()
  await expect(mia.chat.composer).toHaveValue('Hello Uma, it is near.')
  await mia.chat.composer.press('Enter')
  await mia.chat.hasTexts(['Where is my parcel?', 'It waits at the post office.', 'Hello Uma, it is near.'])

  line.mend()
  await mia.online()
  await follower.hasTexts(['Where is my parcel?', 'It waits at the post office.', 'Hello Uma, it is near.'])
  await expect(mia.statusBar).toContainText('0 unsent')
  await tom.goTo('Canned responses')
  await expect(item(tom, 'Parcels and posts')).toContainText('2 responses')
  const section = await openCategory(tom, 'Parcels and posts')
  await expect(section.locator('.canned-response-title')).toHaveText(['Where it is', 'Too large'])
  await expect(section.locator('.canned-response-text')).toHaveText([
    'Hello {{follower.firstName|there}}, it is near.',
    'It waits at the post office.'
  ])
})

test('[CR1] a category that is not empty says how many responses go with it', async () => {
  const tom = await stage.desk('Tom')
  const { desk: mia } = await stage.deskOnLine('Mia')
  await tom.goTo('Canned responses')
  await mia.goTo('Canned responses')
  await addCategory(tom, 'Short-lived')
  await addResponse(tom, 'Short-lived', 'One', 'First')
  await addResponse(tom, 'Short-lived', 'Two', 'Second')
  await expect(item(mia, 'Short-lived')).toContainText('2 responses')

  await tab(tom, 'Category').click()
  await tom.page.getByRole('button', { name: 'Remove Short-lived' }).click()
  const ask = tom.page.getByRole('alertdialog', { name: 'Remove “Short-lived”?' })
  await expect(ask).toContainText('2 responses go with it.')
  await expect(ask.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await ask.getByRole('button', { name: 'Cancel' }).click()
  await expect(item(tom, 'Short-lived')).toBeVisible()
  await tom.page.getByRole('button', { name: 'Remove Short-lived' }).click()
  await ask.getByRole('button', { name: 'Remove' }).click()
  await expect(item(tom, 'Short-lived')).toHaveCount(0)
  await expect(item(mia, 'Short-lived')).toHaveCount(0)
})

test('[CR4] a personal response is on its owner’s desk alone, until it is shared, and leaves the others when it is not', async () => {
  const { desk: mia } = await stage.deskOnLine('Mia')
  const tom = await stage.desk('Tom')
  await mia.goTo('Canned responses')
  await tom.goTo('Canned responses')
  await addCategory(mia, 'Scopes')
  await addResponse(mia, 'Scopes', 'For all of us', 'This text is for all of us.')
  const section = await openCategory(mia, 'Scopes')
  await section.getByRole('button', { name: 'Add new response' }).click()
  const adding = mia.page.getByRole('dialog', { name: 'Add new response to Scopes' })
  await adding.getByRole('textbox', { name: 'Title' }).fill('My own words')
  await adding.getByRole('textbox', { name: 'Text' }).fill('This text is mine alone.')
  await adding.getByText('Only for me').click()
  await adding.getByRole('button', { name: 'Save' }).click()
  await expect(item(mia, 'My own words')).toContainText('Only you')
  await mia.page.getByRole('radio', { name: /^Only mine/ }).click()
  await expect(mia.page.locator('.canned-response-title')).toHaveText(['My own words'])
  await mia.page.getByRole('radio', { name: /^All/ }).click()
  await expect(mia.statusBar).toContainText('0 unsent')
  await openCategory(tom, 'Scopes')
  await expect(item(tom, 'For all of us')).toBeVisible()
  await expect(item(tom, 'My own words')).toHaveCount(0)

  const turn = async (title: string) => {
    await mia.page.getByRole('button', { name: `Edit ${title}` }).click()
    const dialog = mia.page.getByRole('dialog', { name: 'Edit response' })
    await dialog.getByText('Only for me').click()
    await dialog.getByRole('button', { name: 'Save' }).click()
  }
  await turn('My own words')
  await expect(item(tom, 'My own words')).toBeVisible()
  await turn('For all of us')
  await expect(item(tom, 'For all of us')).toHaveCount(0)
  await expect(item(mia, 'For all of us')).toContainText('Only you')
  await expect.poll(() => filesWith(tom.profile, 'This text is for all of us.')).toEqual([])
})

test('[CR4] responses and categories are moved by arrow keys and by dragging, offline too, and colleagues see the new order', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const tom = await stage.desk('Tom')
  await mia.goTo('Canned responses')
  await addCategory(mia, 'Moving')
  await addCategory(mia, 'Moving on')
  for (const title of ['First', 'Second', 'Third']) await addResponse(mia, 'Moving', title, `${title} text.`)
  line.cut()
  await mia.offline()
  const section = await openCategory(mia, 'Moving')
  const next = mia.page.locator('.ui-disclosure', {
    has: mia.page.getByRole('button', { name: 'Moving on', exact: true })
  })
  const titles = section.locator('.canned-response-title')
  const handle = mia.page.getByRole('button', { name: 'Move Third', exact: true })
  await handle.focus()
  await handle.press('ArrowUp')
  await expect(titles).toHaveText(['First', 'Third', 'Second'])
  await expect(handle).toBeFocused()
  await handle.press('ArrowUp')
  await expect(titles).toHaveText(['Third', 'First', 'Second'])
  await expect(mia.page.getByRole('status').getByText('Third: 1 of 3 in Moving')).toBeAttached()

  const row = (title: string) => item(mia, title).locator('.canned-row')
  await row('Second').dragTo(row('Third'), { targetPosition: { x: 80, y: 4 } })
  await expect(titles).toHaveText(['Second', 'Third', 'First'])
  await row('First').dragTo(next.locator('.ui-disclosure-header'))
  await expect(next.locator('.canned-response-title')).toHaveText(['First'])
  await mia.page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(titles).toHaveText(['Second', 'Third', 'First'])
  await row('First').dragTo(next.locator('.ui-disclosure-header'))
  await expect(item(mia, 'First')).toContainText('Move not sent yet')
  await tab(mia, 'Category').click()
  await mia.page.getByRole('button', { name: 'Move Moving on', exact: true }).press('ArrowUp')

  line.mend()
  await mia.online()
  await expect(mia.statusBar).toContainText('0 unsent')
  await tom.goTo('Canned responses')
  await tab(tom, 'Category').click()
  await expect(tom.page.locator('.canned-row-name').filter({ hasText: /^Moving/ })).toHaveText([
    'Moving on',
    'Moving'
  ])
  const his = await openCategory(tom, 'Moving')
  await expect(his.locator('.canned-response-title')).toHaveText(['Second', 'Third'])
})

test('[CR5] the second of two editors sees both texts and chooses; nothing is overwritten silently', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const tom = await stage.desk('Tom')
  await tom.goTo('Canned responses')
  await addCategory(tom, 'Contested')
  await addResponse(tom, 'Contested', 'Contested hours', 'Nine to five.')
  await mia.goTo('Canned responses')
  await openCategory(mia, 'Contested')
  await expect(item(mia, 'Contested hours')).toContainText('Nine to five.')
  line.cut()
  await mia.offline()
  await editResponse(mia, 'Contested hours', 'Ten to six.')
  await editResponse(tom, 'Contested hours', 'Eight to four.')
  await expect(tom.statusBar).toContainText('0 unsent')

  line.mend()
  await mia.online()
  const card = mia.page.locator('.canned-refusal')
  await expect(card).toContainText(/Not saved: Tom Becker changed this at/)
  await expect(card).toContainText('Ten to six.')
  await expect(card).toContainText('Eight to four.')
  await card.getByRole('button', { name: 'Keep mine' }).click()
  await expect(card).toHaveCount(0)
  await expect(item(tom, 'Contested hours')).toContainText('Ten to six.')

  const meetAgain = async (mine: string, theirs: string) => {
    line.cut()
    await mia.offline()
    await editResponse(mia, 'Contested hours', mine)
    await editResponse(tom, 'Contested hours', theirs)
    await expect(tom.statusBar).toContainText('0 unsent')
    line.mend()
    await mia.online()
    await expect(card).toContainText(theirs)
  }
  await meetAgain('Eleven to seven.', 'Seven to three.')
  await card.getByRole('button', { name: 'Save mine as a new one' }).click()
  await expect(card).toHaveCount(0)
  await expect(item(tom, 'Contested hours')).toContainText('Seven to three.')
  await expect(item(tom, 'Contested hours (mine)')).toContainText('Eleven to seven.')
  await meetAgain('Noon to eight.', 'Six to two.')
  await card.getByRole('button', { name: 'Keep theirs' }).click()
  await expect(card).toHaveCount(0)
  await expect(item(mia, 'Contested hours')).toContainText('Six to two.')
  await expect(mia.statusBar).toContainText('0 unsent')
})

test('[CR3] what a response leaves to fill in blocks Send, Tab walks through it, and one undo takes the response back, offline too', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Noor Haddad')
  await follower.write('Can you send it again?')
  await mia.goTo('Canned responses')
  await addCategory(mia, 'Asking')
  const text =
    'Hi {{follower.firstName}}, order {{?order number}} goes to {{?city}}. {{cursor}}Bye, {{agent.firstName}}'
  await addResponse(mia, 'Asking', 'Sent again', text)
  await mia.goTo('Chat')
  await mia.inbox.open('Noor Haddad')
  line.cut()
  await mia.offline()

  const { composer } = mia.chat
  await composer.fill('')
  await composer.pressSequentially('/sent again')
  const picker = mia.page.getByRole('listbox', { name: 'Canned responses' })
  await expect(picker.getByRole('option').first()).toContainText('Sent again')
  await composer.press('Enter')
  await expect(composer).toHaveValue('Hi Noor, order {{?order number}} goes to {{?city}}. Bye, Mia')
  const chips = mia.page.getByRole('list', { name: 'Fill in' })
  await expect(chips.getByRole('button')).toHaveText(['order number', 'city'])
  await expect(mia.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await expect(mia.page.getByText('Fill in 2 things')).toBeVisible()

  await composer.press('Control+z')
  await expect(composer).toHaveValue('/sent again')
  await composer.press('Control+Shift+z')
  await expect(composer).toHaveValue('Hi Noor, order {{?order number}} goes to {{?city}}. Bye, Mia')
  await composer.press('Home')
  await composer.press('Tab')
  await composer.pressSequentially('4711')
  await expect(mia.page.getByText('Fill in city', { exact: true })).toBeVisible()
  await composer.press('Enter')
  await expect(composer).toHaveValue('Hi Noor, order 4711 goes to {{?city}}. Bye, Mia')
  await chips.getByRole('button', { name: 'city' }).click()
  await mia.page.keyboard.type('Oslo')
  await expect(chips).toHaveCount(0)
  await expect(composer).toHaveValue('Hi Noor, order 4711 goes to Oslo. Bye, Mia')
  await composer.press('Enter')

  line.mend()
  await mia.online()
  await follower.hasTexts(['Can you send it again?', 'Hi Noor, order 4711 goes to Oslo. Bye, Mia'])
})

test('[CR4] a shortcut and a drag insert a response, one undo takes it back, and what goes out is counted for everyone', async () => {
  const { desk: mia } = await stage.deskOnLine('Mia')
  const tom = await stage.desk('Tom')
  const follower = await stage.follower('Ines Duarte')
  await follower.write('Are you open today?')
  await mia.goTo('Canned responses')
  await addCategory(mia, 'Counting')
  await addResponse(mia, 'Counting', 'Open now', 'Yes {{follower.firstName}}, we are open until seven.')
  await mia.page.getByRole('button', { name: 'Edit Open now' }).click()
  const dialog = mia.page.getByRole('dialog', { name: 'Edit response' })
  await dialog.getByRole('button', { name: /Shortcut on this computer/ }).click()
  await mia.page.getByRole('option', { name: /Shift\+7/ }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(item(mia, 'Open now').locator('[data-key="7"]')).toBeVisible()

  await mia.goTo('Chat')
  await mia.inbox.open('Ines Duarte')
  const { composer } = mia.chat
  const text = 'Yes Ines, we are open until seven.'
  await composer.fill('Well. ')
  await composer.press('Control+Shift+Digit7')
  await expect(composer).toHaveValue(`Well. ${text}`)
  await composer.press('Control+z')
  await expect(composer).toHaveValue('Well. ')
  await composer.fill('')
  await mia.page.getByRole('button', { name: 'Canned responses' }).last().click()
  await mia.page.getByRole('searchbox', { name: 'Search canned responses' }).fill('open now')
  const listed = mia.page.locator('.canned-browser-response', { hasText: 'Open now' })
  await listed.hover()
  await mia.page.mouse.down()
  const to = await composer.boundingBox()
  if (!to) throw new Error('the composer is not painted')
  await mia.page.mouse.move(to.x + 40, to.y + 12, { steps: 5 })
  // the list makes room for what is below it
  await expect(listed).toHaveCount(0)
  await composer.hover({ position: { x: 30, y: 12 } })
  await mia.page.mouse.up()
  await expect(composer).toHaveValue(text)
  await composer.press('Enter')
  await composer.press('Control+Shift+Digit7')
  await expect(composer).toHaveValue(text)
  await composer.press('End')
  for (let i = 0; i < 'seven.'.length; i++) await composer.press('Backspace')
  await composer.pressSequentially('nine.')
  await composer.press('Enter')
  await follower.hasTexts(['Are you open today?', text, 'Yes Ines, we are open until nine.'])

  await tom.goTo('Canned responses')
  await openCategory(tom, 'Counting')
  await expect(item(tom, 'Open now')).toContainText('Inserted 2×, edited 1×')
})

test('[CR4] [CR5] a picture and a coupon go with a response: made on one desk, inserted on a colleague’s offline, sent when it is back', async () => {
  // two desks, and axe looks at the editor and at both versions
  test.setTimeout(150_000)
  const tom = await stage.desk('Tom')
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const follower = await stage.follower('Rosa Prado')
  await follower.write('What does it look like?')

  await tom.goTo('Canned responses')
  await addCategory(tom, 'Offers')
  const section = await openCategory(tom, 'Offers')
  await section.getByRole('button', { name: 'Add new response' }).click()
  const editor = tom.page.getByRole('dialog', { name: 'Add new response to Offers' })
  await editor.getByRole('textbox', { name: 'Title' }).fill('Spring offer')
  await editor.getByRole('textbox', { name: 'Text' }).fill('See for yourself, {{follower.firstName}}:')
  const chooser = tom.page.waitForEvent('filechooser')
  await editor.getByRole('button', { name: 'Add files' }).click()
  const liar = Buffer.from('MZ\x90\x00 this is a program', 'latin1')
  await (await chooser).setFiles([disk.put('spring.png', aPicture(320, 200)), disk.put('terms.pdf', liar)])
  const files = editor.getByRole('list', { name: 'Files of the response' })
  await expect(files.getByRole('listitem')).toHaveText([/spring\.png/])
  await expect(editor.getByRole('list', { name: 'Files that cannot be added' })).toContainText(
    'terms.pdf is a Windows program'
  )
  await dropFiles(tom.page, editor.getByRole('textbox', { name: 'Text' }), [
    disk.put('back.png', aPicture(90, 90, [200, 90, 40]))
  ])
  await expect(files.getByRole('listitem')).toHaveText([/spring\.png/, /back\.png/])
  await editor.getByRole('button', { name: 'Remove back.png' }).click()
  await editor.getByRole('button', { name: 'Add an engagement' }).click()
  const catalogue = tom.page.getByRole('dialog', { name: 'Engagement of the response' })
  await catalogue.getByRole('combobox', { name: 'Search engagements' }).fill('Free flat white')
  await expect(catalogue.getByRole('option')).toHaveCount(1)
  await tom.page.keyboard.press('Enter')
  await expect(editor.getByRole('group', { name: 'Engagement' })).toContainText('Free flat white')
  await judge(tom.page)
  await editor.getByRole('button', { name: 'Dismiss terms.pdf' }).click()
  await editor.getByRole('button', { name: 'Save' }).click()
  const row = item(tom, 'Spring offer')
  await expect(row.getByRole('img', { name: '1 file: spring.png' })).toBeVisible()
  await expect(row).not.toContainText('Not sent yet')

  // the picture comes ahead, long before anybody asks for it
  await mia.inbox.open('Rosa Prado')
  await expect
    .poll(
      () =>
        readdirSync(mia.profile, { recursive: true }).filter((name) =>
          /received.[^/]+.[0-9a-f]{64}$/.test(String(name))
        ).length
    )
    .toBe(1)
  line.cut()
  await mia.offline()
  const { composer } = mia.chat
  await composer.pressSequentially('/spring')
  const option = mia.page.getByRole('listbox', { name: 'Canned responses' }).getByRole('option').first()
  await expect(option.getByRole('img', { name: 'Coupon: Free flat white' })).toBeVisible()
  await composer.press('Enter')
  await expect(composer).toHaveValue('See for yourself, Rosa:')
  const chips = mia.page.getByRole('list', { name: 'Attached files' })
  const picked = mia.page.locator('.composer-engagement')
  await expect(chips.locator('img')).toHaveJSProperty('naturalWidth', 320)
  await expect(picked).toContainText('Free flat white')
  // one step, there and back
  await composer.press('Control+z')
  await expect(composer).toHaveValue('/spring')
  await expect(chips).toHaveCount(0)
  await expect(picked).toHaveCount(0)
  await composer.press('Control+Shift+z')
  await expect(composer).toHaveValue('See for yourself, Rosa:')
  await expect(chips).toHaveCount(1)
  await expect(picked).toHaveCount(1)
  await mia.chat.send.click()
  await mia.page.getByRole('alertdialog').getByRole('button', { name: 'Send coupon' }).click()
  await expect(composer).toHaveValue('')

  line.mend()
  await mia.online()
  await expect(mia.statusBar).toContainText('0 unsent')
  await expect(follower.message('See for yourself, Rosa:')).toHaveCount(1)
  await expect
    .poll(() =>
      follower.page
        .locator('.message img')
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth)
    )
    .toBe(320)
  const card = follower.page.locator('.engagement')
  await expect(card).toContainText('Free flat white')

  // a response is a hit of the search of everything, and opens in the library
  await mia.page.keyboard.press('Control+K')
  await mia.page.getByRole('combobox', { name: 'Search everything' }).fill('spring offer')
  await mia.page.getByRole('option', { name: /Spring offer/ }).click()
  await expect(mia.page.getByRole('heading', { name: 'Canned responses', exact: true })).toBeVisible()
  await expect(item(mia, 'Spring offer')).toBeVisible()
  await mia.goTo('Chat')

  // what the follower has redeemed is left out, and it is said
  await card.getByRole('button', { name: 'Show the code' }).click()
  await card.getByRole('button', { name: 'I have used it' }).click()
  await expect(mia.page.locator('.bubble-outcome')).toHaveText('Redeemed')
  await composer.pressSequentially('/spring')
  await expect(option.getByRole('img', { name: /^Coupon: Free flat white \(left out: / })).toBeVisible()
  await composer.press('Enter')
  await expect(
    mia.page.getByText(/^“Free flat white” was left out: .+ The rest is inserted\.$/)
  ).toBeVisible()
  await expect(composer).toHaveValue('See for yourself, Rosa:')
  await expect(chips.getByRole('listitem')).toHaveCount(1)
  await expect(picked).toHaveCount(0)
  await chips.getByRole('button', { name: /Remove/ }).click()
  await composer.fill('')

  // of two editors, each with other files, the second sees both
  const edit = async (desk: DeskApp, change: (dialog: Locator) => Promise<void>) => {
    await desk.goTo('Canned responses')
    await openCategory(desk, 'Offers')
    await desk.page.getByRole('button', { name: 'Edit Spring offer', exact: true }).click()
    const dialog = desk.page.getByRole('dialog', { name: 'Edit response' })
    await change(dialog)
    await dialog.getByRole('button', { name: 'Save' }).click()
  }
  line.cut()
  await mia.offline()
  await edit(mia, async (dialog) => {
    await dialog.getByRole('button', { name: 'Remove spring.png' }).click()
  })
  await edit(tom, async (dialog) => {
    await dropFiles(tom.page, dialog.getByRole('textbox', { name: 'Text' }), [
      disk.put('back.png', aPicture(90, 90, [200, 90, 40]))
    ])
    await expect(dialog.getByRole('listitem').filter({ hasText: 'back.png' })).toBeVisible()
  })
  await expect(tom.statusBar).toContainText('0 unsent')
  line.mend()
  await mia.online()
  const refusal = mia.page.locator('.canned-refusal')
  await expect(refusal).toContainText('FilesNone')
  await expect(refusal).toContainText(/spring\.png, back\.png/)
  await judge(mia.page)
  await refusal.getByRole('button', { name: 'Keep theirs' }).click()
  await expect(
    item(mia, 'Spring offer').getByRole('img', { name: /^2 files: spring\.png, back\.png/ })
  ).toBeVisible()
  await mia.goTo('Chat')

  // what was removed is gone from the library, and what was sent with it stays
  await tom.page.getByRole('button', { name: 'Remove Spring offer' }).click()
  await composer.pressSequentially('/spring offer')
  await expect(mia.page.getByText('No canned response matches “spring offer”.')).toBeVisible()
  await composer.fill('')
})
