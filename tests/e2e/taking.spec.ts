import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import type { TcpLine } from '../harness/tcp-line.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage()
let mia: DeskApp
let miaLine: TcpLine
let tom: DeskApp
let tomLine: TcpLine

test.beforeAll(async () => {
  const [first, second] = [await stage.deskOnLine('Mia'), await stage.deskOnLine('Tom')]
  mia = first.desk
  miaLine = first.line
  tom = second.desk
  tomLine = second.line
})

/** A new follower with one question, whose chat is open at both desks. */
async function openAtBoth(name: string) {
  const follower = await stage.follower(name)
  await follower.write(`${name} asks`)
  await mia.inbox.open(name)
  await tom.inbox.open(name)
  return follower
}

const banner = (desk: DeskApp) => desk.page.locator('.open-conversation .ui-banner')

test('[CH3] the first reply takes an unanswered chat, and a colleague sees whose it is', async () => {
  const follower = await openAtBoth('Ada Wren')
  await expect(tom.chat.status).toHaveText('Unanswered')
  await mia.chat.write('Good morning!')
  await expect(mia.chat.status).toHaveText('Active: Mia Hoffmann (you)')
  await expect(tom.chat.status).toHaveText('Active: Mia Hoffmann')
  await expect(tom.chat.status).toHaveAttribute('data-tone', 'agent')
  await follower.hasTexts(['Ada Wren asks', 'Good morning!'])
})

test('[CH4] of two who take the same chat the second is told who and when, and may take over', async () => {
  await openAtBoth('Ben Lark')
  tomLine.cut()
  await tom.offline()
  await tom.chat.act('Take').click()
  await expect(tom.chat.act('Taking…')).toBeVisible()
  await mia.chat.act('Take').click()
  await expect(mia.chat.status).toHaveText('Active: Mia Hoffmann (you)')

  tomLine.mend()
  await tom.online()
  await expect(banner(tom)).toContainText(/^Not taken: Mia Hoffmann took this chat at \d\d:\d\d( [AP]M)?\./)
  await expect(tom.chat.status).toHaveText('Active: Mia Hoffmann')
  await banner(tom).getByRole('button', { name: 'Take over' }).click()
  await expect(tom.chat.status).toHaveText('Active: Tom Becker (you)')
  await expect(mia.chat.status).toHaveText('Active: Tom Becker')
  await expect(banner(tom)).toHaveCount(0)
})

test('[CH4] of two who took the same chat offline exactly one has it afterwards', async () => {
  await openAtBoth('Cleo Marsh')
  miaLine.cut()
  tomLine.cut()
  await mia.offline()
  await tom.offline()
  await mia.chat.act('Take').click()
  await tom.chat.act('Take').click()
  await expect(mia.chat.act('Taking…')).toBeVisible()
  await expect(tom.chat.act('Taking…')).toBeVisible()

  miaLine.mend()
  tomLine.mend()
  await Promise.all([mia.online(), tom.online()])
  await expect(mia.chat.act('Taking…')).toHaveCount(0)
  await expect(tom.chat.act('Taking…')).toHaveCount(0)
  const miaWon = (await mia.chat.status.textContent())?.endsWith('(you)')
  const [winner, loser, name] = miaWon ? [mia, tom, 'Mia Hoffmann'] : [tom, mia, 'Tom Becker']
  await expect(winner.chat.status).toHaveText(`Active: ${name} (you)`)
  await expect(loser.chat.status).toHaveText(`Active: ${name}`)
  await expect(banner(winner)).toHaveCount(0)
  await expect(banner(loser)).toContainText(`Not taken: ${name} took this chat at`)
  await banner(loser).getByRole('button', { name: 'Leave it' }).click()
  await expect(banner(loser)).toHaveCount(0)
  await expect(winner.chat.status).toHaveText(`Active: ${name} (you)`)
})

test('[CH3] a colleague’s chat is taken over after a confirmation that names the colleague', async () => {
  await openAtBoth('Dora Finch')
  await mia.chat.act('Take').click()
  const ask = tom.page.getByRole('alertdialog', { name: 'Take over this chat from Mia Hoffmann?' })

  await tom.chat.act('Take over…').click()
  await ask.getByRole('button', { name: 'Cancel' }).click()
  await expect(ask).toHaveCount(0)
  await expect(tom.chat.status).toHaveText('Active: Mia Hoffmann')

  await tom.chat.act('Take over…').click()
  await ask.getByRole('button', { name: 'Take over' }).click()
  await expect(tom.chat.status).toHaveText('Active: Tom Becker (you)')
  await expect(mia.chat.status).toHaveText('Active: Tom Becker')
})

test('[CH3] writing into a colleague’s chat asks first, then sends and takes over', async () => {
  const follower = await openAtBoth('Emil Stork')
  await mia.chat.write('I look into it.')
  await expect(tom.chat.status).toHaveText('Active: Mia Hoffmann')

  await tom.chat.composer.fill('I can help at once.')
  await tom.chat.composer.press('Enter')
  const ask = tom.page.getByRole('alertdialog', { name: 'Take over this chat from Mia Hoffmann?' })
  await ask.getByRole('button', { name: 'Cancel' }).click()
  await expect(tom.chat.composer).toHaveValue('I can help at once.')
  await follower.hasTexts(['Emil Stork asks', 'I look into it.'])

  await tom.chat.composer.press('Enter')
  await ask.getByRole('button', { name: 'Take over and send' }).click()
  await expect(tom.chat.status).toHaveText('Active: Tom Becker (you)')
  await follower.hasTexts(['Emil Stork asks', 'I look into it.', 'I can help at once.'])
})

/** Tom writes offline while Mia answers; afterwards Tom's first reply is refused. */
async function refuseReplies(name: string, ...replies: string[]) {
  const follower = await openAtBoth(name)
  tomLine.cut()
  await tom.offline()
  for (const reply of replies) await tom.chat.write(reply)
  await mia.chat.write('Mia was quicker.')
  await mia.chat.hasState('Mia was quicker.', 'delivered')
  tomLine.mend()
  await tom.online()
  await expect(tom.chat.refusals).toContainText('Not sent: Mia Hoffmann took this chat at')
  return follower
}

test('[CH4] a reply written offline to a chat that a colleague took comes back, and goes out once on demand', async () => {
  const follower = await refuseReplies('Fay Heron', 'Reply one', 'Reply two')
  await tom.chat.hasState('Reply one', 'refused')
  await tom.chat.hasState('Reply two', 'waiting')
  await expect(tom.statusBar).toContainText('1 unsent, 1 refused')
  await follower.hasTexts(['Fay Heron asks', 'Mia was quicker.'])

  await tom.chat.refusals.getByRole('button', { name: 'Take over and send…' }).click()
  await tom.page
    .getByRole('alertdialog', { name: 'Take over this chat from Mia Hoffmann?' })
    .getByRole('button', { name: 'Take over and send' })
    .click()
  await tom.chat.hasState('Reply two', 'delivered')
  const all = ['Fay Heron asks', 'Mia was quicker.', 'Reply one', 'Reply two']
  await follower.hasTexts(all)
  await tom.chat.hasTexts(all)
  await expect(tom.chat.status).toHaveText('Active: Tom Becker (you)')
  await expect(tom.statusBar).toContainText('0 unsent')
})

test('[CH9] a refused reply is discarded and never reaches the follower', async () => {
  const follower = await refuseReplies('Gil Crane', 'Never mind')
  await tom.chat.refusals.getByRole('button', { name: 'Discard' }).click()
  await tom.chat.hasTexts(['Gil Crane asks', 'Mia was quicker.'])
  await expect(tom.statusBar).toContainText('0 unsent')
  await mia.chat.write('Anything else?')
  await follower.hasTexts(['Gil Crane asks', 'Mia was quicker.', 'Anything else?'])
})

test('[CH9] a refused reply goes back into the composer, and nowhere else', async () => {
  const follower = await refuseReplies('Ida Plover', 'Nearly right')
  await tom.chat.refusals.getByRole('button', { name: 'Edit' }).click()
  await expect(tom.chat.composer).toHaveValue('Nearly right')
  await tom.chat.hasTexts(['Ida Plover asks', 'Mia was quicker.'])
  await expect(tom.statusBar).toContainText('0 unsent')
  await follower.hasTexts(['Ida Plover asks', 'Mia was quicker.'])
})
