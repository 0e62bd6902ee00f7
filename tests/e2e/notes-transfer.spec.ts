import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import type { TcpLine } from '../harness/tcp-line.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()
let mia: DeskApp
let miaLine: TcpLine
let tom: DeskApp

test.beforeAll(async () => {
  const first = await stage.deskOnLine('Mia')
  mia = first.desk
  miaLine = first.line
  tom = await stage.desk('Tom')
})

const notes = (desk: DeskApp) => desk.page.getByRole('log').locator('.note')

async function transfer(desk: DeskApp, to: string, note: string) {
  await desk.chat.act('Transfer to a colleague').click()
  const dialog = desk.page.getByRole('dialog', { name: /^Transfer the chat with/ })
  await dialog.getByRole('button', { name: /Choose a colleague/ }).click()
  await desk.page.getByRole('option', { name: to }).click()
  await dialog.getByRole('textbox', { name: 'Note' }).fill(note)
  await dialog.getByRole('button', { name: 'Transfer' }).click()
  await expect(dialog).toHaveCount(0)
}

test('[CH7] a note is for agents only: colleagues read it, the follower never does, and the chat waits on', async () => {
  const follower = await stage.follower('Nora Quill')
  await follower.write('Nora asks')
  await mia.inbox.open('Nora Quill')
  await tom.inbox.open('Nora Quill')
  await mia.page.getByRole('button', { name: 'Internal note' }).click()
  const composer = mia.page.getByRole('textbox', { name: 'Note about Nora Quill' })
  await composer.fill('She is a regular')
  await composer.press('Enter')
  await expect(notes(tom)).toContainText('Mia Hoffmann wrote a note, for agents only')
  await expect(notes(tom)).toContainText('She is a regular')
  await expect(mia.chat.status).toHaveText('Unanswered')
  // the composer stays in its mode: nobody sends the second half of a note to the follower
  await expect(composer).toHaveValue('')
  await mia.page.getByRole('button', { name: 'Internal note' }).click()
  await mia.chat.write('Good morning Nora')
  await follower.hasTexts(['Nora asks', 'Good morning Nora'])
  expect(await follower.page.content()).not.toContain('She is a regular')
})

test('[CH7] [CH9] offline, a note and a transfer wait; then the colleague has the chat with its note, and an undo takes it back', async () => {
  const follower = await stage.follower('Otto Birch')
  await follower.write('Otto asks')
  await mia.inbox.open('Otto Birch')
  await mia.chat.write('I look into it')
  await mia.chat.hasState('I look into it', 'delivered')
  miaLine.cut()
  await mia.offline()
  await transfer(mia, 'Tom Becker', 'He likes short answers')
  await expect(mia.chat.act('Transferring…')).toBeVisible()
  await expect(notes(mia)).toContainText('He likes short answers')
  miaLine.mend()
  await mia.online()
  await expect(mia.chat.status).toHaveText('Active: Tom Becker')
  await tom.inbox.show('Mine')
  await tom.inbox.row('Otto Birch').click()
  await expect(notes(tom)).toContainText('Mia Hoffmann transferred this chat to you')
  await mia.page.getByRole('button', { name: 'Undo' }).click()
  await expect(mia.chat.status).toHaveText('Active: Mia Hoffmann (you)')
  await expect(tom.chat.status).toHaveText('Active: Mia Hoffmann')
  expect(await follower.page.content()).not.toContain('short answers')
})
