// The desk, scene by scene: each continues where the one before it ended.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from '@playwright/test'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { Conversation, Follower } from '#shared/features/conversation/entities.ts'
import { conversationTake } from '#shared/features/conversation/operations.ts'
import { DEMO_PASSWORD } from '../../src-server/demo/people.ts'
import { Desk } from '../harness/desk.ts'
import { DeskApp } from '../harness/desk-app.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { takeDesk } from './album.ts'

/** One of Mia's chats in the demo: a parcel, a dentist, a question that waits for its answer. */
const SABINE = 'Sabine Böhm'
/** Another one, written to without a connection. */
const FREYA = 'Freya Pemberton'

const CONVERSATIONS = 800

test.describe.configure({ mode: 'serial' })

let server: ServerProcess
let desk: DeskApp

test.beforeAll(async () => {
  server = await ServerProcess.open(CONVERSATIONS)
  desk = await DeskApp.open(server.url)
})

test.afterAll(async () => {
  await desk.remove()
  await server.close()
})

test('sign-in', async () => {
  await desk.page.getByText('Demo: sign in as').waitFor()
  await takeDesk(desk, 'sign-in', ['light', 'dark'])
})

test('inbox and conversation', async () => {
  await desk.signIn('Mia')
  await takeDesk(desk, 'inbox')
  await desk.inbox.row(SABINE).click()
  await desk.chat.composer.waitFor()
  await takeDesk(desk, 'conversation', ['light', 'dark'])
  await desk.page
    .getByRole('button', { name: /canned/i })
    .last()
    .click()
  await takeDesk(desk, 'canned-browser')
  await desk.page.keyboard.press('Escape')
})

test('the picker', async () => {
  await desk.chat.composer.click()
  await desk.chat.composer.pressSequentially('/deliv')
  await desk.page.locator('.canned-picker-row').first().waitFor()
  await takeDesk(desk, 'picker', ['light', 'dark'])
  await desk.chat.composer.press('Escape')
  await desk.chat.composer.fill('')
})

test('emoji, the search of everything, a folded panel', async () => {
  const { page } = desk
  await desk.chat.composer.pressSequentially('Great :part')
  await page.getByRole('listbox', { name: 'Emoji' }).waitFor()
  await takeDesk(desk, 'emoji-by-name')
  await desk.chat.composer.press('Enter')
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await page.getByRole('group', { name: 'Used last' }).waitFor()
  await takeDesk(desk, 'emoji-picker')
  await page.keyboard.press('Escape')
  await desk.chat.composer.fill('')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('delivery')
  await page.getByRole('option').nth(3).waitFor()
  await takeDesk(desk, 'search-everything')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Profile' }).click()
  await takeDesk(desk, 'panel-folded')
  await page.getByRole('button', { name: 'Profile' }).click()
})

test('lists', async () => {
  await desk.inbox.show('Unanswered')
  await takeDesk(desk, 'unanswered')
  await desk.inbox.search.fill('böh')
  await desk.inbox.row(SABINE).first().waitFor()
  await takeDesk(desk, 'search')
  await desk.inbox.search.fill('nobody of this name')
  await takeDesk(desk, 'search-nothing')
  await desk.inbox.search.fill('')
  await desk.inbox.show('Mine')
})

/** Chooses a file of canned responses with this content. */
async function importFile(text: string) {
  const file = path.join(desk.profile, 'from a spreadsheet.csv')
  writeFileSync(file, text)
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, file)
  await desk.page.getByRole('button', { name: 'Import…' }).click()
  await desk.page.getByRole('dialog', { name: 'Import from a spreadsheet.csv' }).waitFor()
}

test('canned responses', async () => {
  await desk.goTo('Canned responses')
  await desk.page.getByRole('tab', { name: 'Responses' }).click()
  await desk.page.getByRole('button', { name: 'Edit' }).nth(1).click()
  const editing = desk.page.getByRole('dialog', { name: 'Edit response' })
  await editing.getByText('Only for me').click()
  await takeDesk(desk, 'canned-edit')
  await editing.getByRole('button', { name: 'Save' }).click()
  await desk.page.getByText('Only you').waitFor()
  await takeDesk(desk, 'canned-responses', ['light', 'dark'])
  await importFile(
    'category,title,text\nGreetings,Welcome,Good morning!\nOrders,Where it is,"Hello, it is near."\nOrders,,Lost'
  )
  await takeDesk(desk, 'canned-import')
  await desk.page.keyboard.press('Escape')
  await desk.page.getByRole('tab', { name: 'Category' }).click()
  await takeDesk(desk, 'canned-categories')
  await desk.page.getByRole('button', { name: 'Add new category' }).click()
  await takeDesk(desk, 'canned-new-category')
  await desk.page.keyboard.press('Escape')
})

test('settings', async () => {
  await desk.goTo('Settings')
  await takeDesk(desk, 'settings', ['light', 'dark'])
  await desk.page.getByRole('button', { name: 'Sign out…' }).click()
  await takeDesk(desk, 'sign-out')
  await desk.page.keyboard.press('Escape')
})

test('offline, with queued messages', async () => {
  await desk.goTo('Chat')
  await desk.page.locator('.status-bar [data-link]').click()
  await desk.page.locator('[data-link="paused-by-person"]').waitFor()
  await desk.inbox.row(SABINE).click()
  await desk.chat.write('You can: it waits for you at the Dockside Arena from Wednesday on.')
  await desk.chat.write('Please bring the order number, that is all they need.')
  await takeDesk(desk, 'offline', ['light'])
  await desk.inbox.row(FREYA).click()
  await desk.chat.write('Happy to hear that, Freya. Enjoy the beans!')
  await desk.goTo('Outbox')
  await takeDesk(desk, 'outbox')
})

test('what was refused', async () => {
  await tomTakes(SABINE)
  await desk.page.locator('.status-bar [data-link]').click()
  await desk.page.locator('[data-attention="true"]').waitFor()
  await desk.page.locator('.outbox-row[data-refused="true"]').click()
  await takeDesk(desk, 'outbox-refused')
  await desk.page.getByRole('button', { name: 'Open chat' }).click()
  await desk.chat.refusals.first().waitFor()
  await takeDesk(desk, 'refused', ['light'])
})

test('a lead turns chat on', async () => {
  await desk.remove()
  desk = await DeskApp.open(server.url)
  await desk.signIn('Lena')
  await desk.page.getByRole('button', { name: /^Channel/ }).click()
  await takeDesk(desk, 'channel-menu')
  await desk.page.getByRole('menuitem', { name: 'Enable or disable chat…' }).click()
  await desk.page.getByRole('dialog', { name: 'Live chat of your channels' }).waitFor()
  await takeDesk(desk, 'channel-chat')
  await desk.page.getByRole('switch', { name: 'Chat of Harbor Cinema' }).click({ force: true })
  await desk.page.getByRole('alertdialog').waitFor()
  await takeDesk(desk, 'channel-notice')
})

/** A colleague takes over this follower's chat, on a desk of his own. */
async function tomTakes(followerName: string): Promise<void> {
  const email = 'tom@demo.octopus.test'
  const answer = await fetch(server.url + PATHS.signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO_PASSWORD, deviceName: 'pictures' })
  })
  const tom = new Desk(server.url, SessionGrant.parse(await answer.json()))
  const followers = (await tom.snapshotRows('follower')).map((row) => Follower.parse(row))
  const follower = followers.find(({ name }) => name === followerName)
  const chats = (await tom.snapshotRows('conversation')).map((row) => Conversation.parse(row))
  const chat = chats.find(({ followerId, status }) => followerId === follower?.id && status === 'active')
  if (!chat) throw new Error(`${followerName} has no active chat`)
  const args = { conversationId: chat.id }
  await tom.push(tom.operation(conversationTake, args, { base: { version: chat.ownerVersion } }))
}
