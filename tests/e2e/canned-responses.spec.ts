import { expect, type Locator, test } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import { filesWith } from '../harness/desk-disk.ts'
import { setStage } from './stage.ts'

const stage = setStage()

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
