import { expect, type Page } from '@playwright/test'
import type { FollowerPage } from '../harness/follower-page.ts'
import { violations } from '../harness/judge.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({ conversations: 5 })

/** Nothing is cut off or pushed out sideways. */
async function fits(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => {
    const edges = [...document.querySelectorAll('.page *')].map((element) => element.getBoundingClientRect())
    return edges.filter(({ left, right, width }) => width > 1 && (left < 0 || right > innerWidth + 0.5))
      .length
  })
  expect(beyond).toBe(0)
}

async function say(follower: FollowerPage): Promise<void> {
  await follower.write('Hello')
  await follower.write('شكرا جزيلا لكم')
  await follower.write(
    'https://example.test/a/link/that/has/no/spaces/and/goes/on/and/on/and/on/and/on/and/on'
  )
  await follower.hasTexts([
    'Hello',
    'شكرا جزيلا لكم',
    'https://example.test/a/link/that/has/no/spaces/and/goes/on/and/on/and/on/and/on/and/on'
  ])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[SV2] the page is readable by everyone, ${colorScheme}, in both directions`, async () => {
    const follower = await stage.visitor()
    const { page } = follower
    await page.emulateMedia({ colorScheme })
    await expect(page.getByLabel('What should we call you?')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Start chatting' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await follower.tellName('Amal')
    await say(follower)
    expect(await violations(page)).toEqual([])
    for (const viewport of [
      { width: 360, height: 740 },
      { width: 1280, height: 800 }
    ]) {
      await page.setViewportSize(viewport)
      await fits(page)
    }
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    await fits(page)
    expect(await violations(page)).toEqual([])
  })
}

test('[SV2] what is written offline outlives a reload and is sent once, in order', async () => {
  stage.expectTrouble(/ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket connection/)
  const follower = await stage.follower('Amal')
  const { page } = follower
  await follower.write('before')
  await page.context().setOffline(true)
  await expect(page.getByText('You are offline. Your messages will be sent when you are back.')).toBeVisible()
  await follower.write('first offline')
  await follower.write('second offline')
  await follower.composer.fill('not sent yet')
  await expect(page.getByText('Will be sent when you are back', { exact: true })).toBeVisible()
  expect(await violations(page)).toEqual([])

  // the page itself is not kept offline: it comes back with the network, and with it what was written
  await page.context().setOffline(false)
  await page.route('**/messages', (route) => route.abort())
  await page.reload()
  await expect(follower.composer).toHaveValue('not sent yet')
  expect(await follower.texts()).toEqual(['before', 'first offline', 'second offline'])
  await page.unroute('**/messages')
  await follower.hasTexts(['before', 'first offline', 'second offline'])
})

test('[SV2] Enter sends at a desk and makes a new line on a phone', async () => {
  const follower = await stage.follower('Amal')
  await follower.composer.fill('one')
  await follower.composer.press('Enter')
  await expect(follower.composer).toHaveValue('one\n')
  await follower.page.setViewportSize({ width: 1280, height: 800 })
  await follower.page.evaluate(() => {
    // a touch screen has no fine pointer: say that there is a mouse
    const real = window.matchMedia.bind(window)
    window.matchMedia = (query) => real(query.replace(' and (pointer: fine)', ''))
  })
  await follower.composer.press('Shift+Enter')
  await expect(follower.composer).toHaveValue('one\n\n')
  await follower.composer.press('Enter')
  await expect(follower.composer).toHaveValue('')
  await follower.hasTexts(['one'])
})

test('[SV2] the script is the only request between the HTML and a page that can be read', async () => {
  const { page } = await stage.visitor()
  const kinds: string[] = []
  page.on('request', (request) => kinds.push(request.resourceType()))
  await page.reload()
  await expect(page.getByLabel('What should we call you?')).toBeVisible()
  expect(kinds.filter((kind) => kind !== 'fetch' && kind !== 'websocket')).toEqual(['document', 'script'])
})
