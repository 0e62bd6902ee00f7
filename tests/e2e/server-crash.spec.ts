import { expect, test } from '@playwright/test'
import { setStage } from './stage.ts'

const stage = setStage()
const EACH = 12

test('[CH9, SV1] a server killed twice in the middle of a burst both ways loses, doubles and reorders nothing', async () => {
  const mia = await stage.desk('Mia')
  const follower = await stage.follower('Tess Onwu')
  // the browser reports each request that finds no server
  stage.expectTrouble(/Failed to load resource|WebSocket connection/)
  await follower.write('Hello')
  await mia.inbox.open('Tess Onwu')
  const asked = Array.from({ length: EACH }, (_, index) => `asked ${index + 1}`)
  const answered = Array.from({ length: EACH }, (_, index) => `answered ${index + 1}`)
  const crash = async () => {
    await stage.server.kill9()
    await stage.server.start()
  }
  const burst = async (from: number, to: number) => {
    await Promise.all([
      (async () => {
        for (const text of asked.slice(from, to)) await follower.write(text)
      })(),
      (async () => {
        for (const text of answered.slice(from, to)) await mia.chat.write(text)
      })()
    ])
  }

  for (const from of [0, EACH / 2]) {
    const writing = burst(from, from + EACH / 2)
    await expect(mia.chat.bubble(`answered ${from + 2}`)).toBeVisible()
    await crash()
    await writing
  }
  await mia.online()
  await expect(mia.chat.bubbles).toHaveCount(1 + 2 * EACH, { timeout: 30_000 })
  await mia.chat.hasState(`answered ${EACH}`, 'delivered', 30_000)
  await expect(mia.statusBar).toContainText('0 unsent')

  const texts = (await mia.chat.messages()).map(({ text }) => text)
  expect(texts.filter((text) => text.startsWith('asked'))).toEqual(asked)
  expect(texts.filter((text) => text.startsWith('answered'))).toEqual(answered)
  await follower.hasTexts(texts)
})
