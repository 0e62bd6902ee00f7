// The follower's page on a phone, and the agent's answers in it.
import { test } from '@playwright/test'
import { DeskApp } from '../harness/desk-app.ts'
import { FollowerPage } from '../harness/follower-page.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { takePhone } from './album.ts'

test('a chat from both sides', async ({ browser }) => {
  const server = await ServerProcess.open(60)
  const desk = await DeskApp.open(server.url)
  try {
    await desk.signIn('Mia')
    const follower = await FollowerPage.visit(browser, server.url, 'northwind-coffee')
    await follower.page.getByRole('button', { name: 'Start chatting' }).waitFor()
    await takePhone(follower.page, 'follower-welcome')
    await follower.tellName('Amal')
    await follower.write('Hello! Is the loyalty card also valid in the new shop by the station?')
    await desk.inbox.show('Unanswered')
    await desk.inbox.row('Amal').click()
    await desk.chat.write('Hello Amal, yes: every Northwind shop takes it since Monday.')
    await desk.chat.write('You only need the app or your phone number.')
    await follower.message('You only need').waitFor()
    await follower.write('Great, thank you!')
    await follower.write('And how many stamps do I have? My number ends in 4471.')
    await desk.chat.write('Seven, so the next cup is on us. See you by the station!')
    await follower.message('Seven, so').waitFor()
    await takePhone(follower.page, 'follower', ['light', 'dark'])
    await follower.close()
  } finally {
    await desk.remove()
    await server.close()
  }
})
