import { expect } from '@playwright/test'
import { operationsOnDisk } from '../harness/desk-disk.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})

test('[CH9, SV1] a server killed in the middle of a burst both ways, twice, loses, doubles and reorders nothing', async () => {
  const mia = await stage.desk('Mia')
  const follower = await stage.follower('Tess Onwu')
  // the browser reports each request that finds no server
  stage.expectTrouble(/Failed to load resource|WebSocket connection/)
  await follower.write('Hello')
  await mia.inbox.open('Tess Onwu')
  const asked: string[] = []
  const answered: string[] = []
  /** Both write at the same time, as fast as they can. */
  const burst = async (when: string, count: number) => {
    const texts = (verb: string) =>
      Array.from({ length: count }, (_, index) => `${verb} ${when} ${index + 1}`)
    const [ask, answer] = [texts('asked'), texts('answered')]
    asked.push(...ask)
    answered.push(...answer)
    await Promise.all([
      (async () => {
        for (const text of ask) await follower.write(text)
      })(),
      (async () => {
        for (const text of answer) await mia.chat.write(text)
      })()
    ])
  }

  await burst('before', 2)
  // what is on its way now is neither taken nor refused
  stage.server.freeze()
  await burst('into the void', 4)
  // the first of these, or what was on its way before them: one push at a time
  await expect.poll(() => operationsOnDisk(mia.profile)).toContainEqual(expect.stringMatching(/ sending$/))
  await stage.server.kill9()
  await stage.server.start()

  await burst('between', 2)
  await Promise.all([burst('while it dies', 4), stage.server.kill9()])
  await stage.server.start()
  await burst('after', 2)
  await mia.online()
  await expect(mia.chat.bubbles).toHaveCount(1 + asked.length + answered.length, { timeout: 30_000 })
  await mia.chat.hasState(answered.at(-1) ?? '', 'delivered', 30_000)
  await expect(mia.statusBar).toContainText('0 unsent')

  const texts = (await mia.chat.messages()).map(({ text }) => text)
  expect(texts.filter((text) => text.startsWith('asked'))).toEqual(asked)
  expect(texts.filter((text) => text.startsWith('answered'))).toEqual(answered)
  await follower.hasTexts(texts)
})
